import { describe, expect, it } from 'vitest';
import type { CustomerState, SavedState, StateNews } from '../../../src/health/archive.ts';
import type { Incident } from '../../../src/health/incident.ts';
import { makeState } from '../../support/customer-states.ts';
import { makeIncident } from '../../support/incidents.ts';
import { makeChange, makeEvent, NOW, named, openEstate, reading } from './open-estate.ts';

const [ADATUM, CONTOSO] = [named('Adatum'), named('Contoso')];

/** As another replica saved it. */
function saved(overrides: Partial<SavedState> = {}): SavedState {
  const { savedAt = NOW, ...state } = overrides;
  return { ...makeState({ customer: ADATUM, triedAt: NOW, ...state } as CustomerState), savedAt };
}

function news(
  states: readonly SavedState[],
  incidents: readonly Incident[] = [],
): Pick<StateNews, 'states' | 'incidents' | 'changes'> {
  return {
    states,
    incidents: incidents.map((incident) => ({
      ...{ cloud: 'global', incident, firstSeenAt: NOW, lastSeenAt: NOW },
    })),
    changes: [],
  };
}

describe('what another replica has read', () => {
  it('is known as if it were read here, and is not saved again', () => {
    const { estate } = openEstate([ADATUM, CONTOSO]);
    const change = makeChange();
    const state = saved({ incidentIds: ['EX226574', 'BC_1-FXZ'], changeIds: ['MC172851'], triedAt: NOW - 5 });
    const found = news([state], [makeIncident(), makeEvent()]);
    estate.follow({ ...found, changes: [{ cloud: 'global', change, writtenAt: NOW }] });
    expect(estate.listOpenIds().toSorted()).toEqual(['BC_1-FXZ', 'EX226574']);
    expect(estate.listCustomersOf('global', 'ex226574')).toEqual([ADATUM]);
    expect(estate.maintenance().changes).toMatchObject([{ customers: 1 }]);
    expect(estate.coverage).toMatchObject({ read: 1, untried: 1, azureUnread: 0, oldestReadAt: NOW - 5 });
    expect(estate.findState(ADATUM)).toMatchObject({ isRestored: false, triedAt: NOW - 5 });
    expect(estate.takeUnsaved(10)).toEqual([]);
    expect(estate.listUnsavedChanges()).toEqual([]);
    expect(estate.takeChanged(10)).toHaveLength(3);
  });

  it('stands against what was tried before it, and not against what was tried later', () => {
    const { estate } = openEstate([ADATUM]);
    estate.note(reading(ADATUM, { incidents: [makeIncident()] }));
    expect(estate.wantsState(saved({ triedAt: NOW - 1 }))).toBe(false);
    estate.follow(news([saved({ triedAt: NOW - 1 })]));
    expect(estate.wantsState(saved())).toBe(false);
    estate.follow(news([saved()]));
    expect(estate.listOpenIds()).toEqual(['EX226574']);
    expect(estate.wantsState(saved({ triedAt: NOW + 1 }))).toBe(true);
    estate.follow(news([saved({ triedAt: NOW + 1 })]));
    expect(estate.listOpenIds()).toEqual([]);
    estate.note(reading(ADATUM, { triedAt: NOW + 2, incidents: [makeIncident()] }));
    expect(estate.listOpenIds()).toEqual(['EX226574']);
    expect(estate.takeUnsaved(10)).toMatchObject([{ triedAt: NOW + 2 }]);
  });

  it('stands against what an earlier run knew at the same instant, and what was saved last of one reading', () => {
    const { estate } = openEstate([ADATUM]);
    const restored = saved({ incidentIds: ['EX226574'] });
    estate.restore({ ...news([], [makeIncident()]), states: [restored], changes: [] });
    expect(estate.wantsState(saved())).toBe(true);
    estate.follow(news([saved({ incidentIds: ['EX226574'] })]));
    expect(estate.wantsState(saved())).toBe(false);
    expect(estate.wantsState(saved({ savedAt: NOW + 1 }))).toBe(true);
    estate.follow(news([saved({ savedAt: NOW + 1 })]));
    expect(estate.listOpenIds()).toEqual([]);
  });

  it('tells nobody that an incident left: whoever read it asks how it ended', () => {
    const { estate } = openEstate([ADATUM]);
    estate.note(reading(ADATUM, { incidents: [makeIncident()] }));
    estate.follow(news([saved({ triedAt: NOW + 1 })]));
    expect(estate.listOpenIds()).toEqual([]);
    expect(estate.takeDepartures()).toEqual([]);
  });

  it('takes an incident that ended off everybody’s list, and has only what was read here saved for it', () => {
    const { estate } = openEstate([ADATUM, CONTOSO]);
    estate.note(reading(CONTOSO, { incidents: [makeIncident()], azureIncidents: [makeEvent()] }));
    estate.takeUnsaved(10);
    estate.follow(news([saved({ incidentIds: ['EX226574'] })]));
    expect(estate.findOpen('EX226574')).toMatchObject([{ customers: 2 }]);
    const over = [makeIncident({ isResolved: true }), makeEvent({ isResolved: true })];
    for (const incident of over) {
      const glance = { cloud: 'global', incident, readAt: NOW, isNamed: false } as const;
      expect(estate.wantsIncident(glance)).toBe(true);
    }
    estate.follow(news([], over));
    expect(estate.listOpenIds()).toEqual([]);
    expect(estate.takeUnsaved(10)).toMatchObject([{ customer: { tenantId: 'contoso' }, incidentIds: [] }]);
  });

  it('does not bring back an incident that ended, nor takes one away that is open again', () => {
    const { estate } = openEstate([ADATUM, CONTOSO]);
    estate.follow(news([saved({ incidentIds: ['EX226574'] })], [makeIncident({ isResolved: true })]));
    expect(estate.listOpenIds()).toEqual([]);
    estate.note(reading(CONTOSO, { incidents: [makeIncident({ updatedAt: NOW })] }));
    estate.follow(news([], [makeIncident({ isResolved: true, updatedAt: NOW - 1 })]));
    expect(estate.listOpenIds()).toEqual(['EX226574']);
  });

  it('shows an incident as it was last updated, wherever that was read', () => {
    const { estate } = openEstate([ADATUM]);
    estate.note(reading(ADATUM, { incidents: [makeIncident({ updatedAt: NOW - 9 })] }));
    estate.takeChanged(10);
    const later = makeIncident({ updatedAt: NOW - 5, status: 'serviceInterruption' });
    const glance = { cloud: 'global', readAt: NOW, isNamed: false } as const;
    expect(estate.wantsIncident({ ...glance, incident: later })).toBe(true);
    estate.follow(news([], [later]));
    expect(estate.overview().incidents).toMatchObject([{ severity: 'down' }]);
    expect(estate.takeChanged(10)).toMatchObject([{ id: 'EX226574' }]);
    expect(estate.wantsIncident({ ...glance, incident: later })).toBe(false);
    expect(estate.wantsIncident({ ...glance, incident: makeIncident({ id: 'TM1' }) })).toBe(false);
  });

  it('is told back where it names an incident that nobody knows yet, and may be given again', () => {
    const { estate } = openEstate([ADATUM]);
    const state = saved({ incidentIds: ['EX226574', 'TM1'] });
    expect(estate.follow(news([state], [makeIncident()]))).toEqual([{ state, missed: ['TM1'] }]);
    expect(estate.listOpenIds()).toEqual(['EX226574']);
    expect(estate.follow(news([state], [makeIncident({ id: 'TM1' })]))).toEqual([]);
    expect(estate.listOpenIds()).toEqual(['EX226574', 'TM1']);
  });

  it('is answered by what was read here, where that is later and looked as if it need not be saved', () => {
    const { estate } = openEstate([ADATUM]);
    estate.note(reading(ADATUM));
    estate.takeUnsaved(10);
    estate.note(reading(ADATUM, { triedAt: NOW + 2 }));
    expect(estate.takeUnsaved(10)).toEqual([]);
    const between = saved({ triedAt: NOW + 1, incidentIds: ['EX226574'] });
    expect(estate.wantsState(between)).toBe(true);
    estate.follow(news([between]));
    expect(estate.listOpenIds()).toEqual([]);
    expect(estate.takeUnsaved(10)).toMatchObject([{ triedAt: NOW + 2, incidentIds: [] }]);
  });

  it('is known of a customer as soon as it is on the list', () => {
    const { estate, directory } = openEstate([CONTOSO]);
    expect(estate.coverage.total).toBe(1);
    estate.follow(news([saved({ incidentIds: ['EX226574'] })], [makeIncident()]));
    expect(estate.listOpenIds()).toEqual([]);
    directory.customers = [ADATUM, CONTOSO];
    expect(estate.listOpenIds()).toEqual(['EX226574']);
    directory.customers = [CONTOSO];
    expect(estate.listOpenIds()).toEqual([]);
  });
});
