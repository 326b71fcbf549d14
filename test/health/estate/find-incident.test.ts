import { describe, expect, it } from 'vitest';
import { ReadError } from '../../../src/errors.ts';
import type { KeptIncident } from '../../../src/health/archive.ts';
import {
  createIncidentFinder,
  type IncidentFinderOptions,
} from '../../../src/health/estate/find-incident.ts';
import type { IncidentFinding } from '../../../src/health/estate/ports.ts';
import type { Incident } from '../../../src/health/incident.ts';
import { makeIncident } from '../../support/incidents.ts';
import { createKeptLog } from '../../support/kept-log.ts';
import { makeEvent, NOW, named, openEstate, reading } from './open-estate.ts';
import { createVirtualTime } from './virtual-time.ts';

const [ADATUM, CONTOSO, FABRIKAM] = [named('Adatum'), named('Contoso'), named('Fabrikam')];
const POSTS = [
  { at: 2, html: 'New.' },
  { at: 1, html: 'Old.' },
];

const keep = (incident: Incident): KeptIncident => ({
  cloud: 'global',
  incident,
  firstSeenAt: 1,
  lastSeenAt: NOW - 5_000,
});

function open({
  live = {},
  kept = [],
  past = [],
  ...overrides
}: {
  /** What Microsoft answers through each customer. */
  live?: Record<string, () => Promise<Incident | undefined>>;
  kept?: readonly KeptIncident[];
  past?: readonly string[];
} & Partial<IncidentFinderOptions> = {}) {
  const { estate, directory } = openEstate([ADATUM, CONTOSO, FABRIKAM]);
  const asked: string[] = [];
  const time = createVirtualTime(NOW);
  const finder = createIncidentFinder({
    ...time,
    estate,
    directory,
    source: {
      async findIncident({ tenantId }, id) {
        asked.push(`${tenantId} ${id}`);
        return live[tenantId]?.();
      },
    },
    azure: {
      async readEvents({ tenantId }, since) {
        asked.push(`azure ${tenantId} ${since}`);
        const found = await live[tenantId]?.();
        return { subscriptions: [], unread: [], incidents: found ? [found] : [], changes: [], skipped: 0 };
      },
    },
    archive: {
      findIncidents: async (id) => kept.filter((one) => one.incident.id.toLowerCase() === id.toLowerCase()),
      listCustomersOf: async () => past,
      listIds: async (prefix) =>
        kept
          .map(({ incident }) => incident.id)
          .filter((id) => id.toLowerCase().startsWith(prefix.toLowerCase())),
    },
    log: createKeptLog(),
    ...overrides,
  });
  return { finder, estate, asked, time };
}

function viewOf(finding: IncidentFinding) {
  if (finding.kind !== 'found') throw new Error('The incident was not found.');
  return finding.view;
}

const refuse = async () => {
  throw new ReadError('unavailable', 'no');
};

describe('finding an incident', () => {
  it('reads it from Microsoft through a customer that has it, whatever the case of the id', async () => {
    const fresh = makeIncident({ posts: POSTS, updatedAt: NOW });
    const { finder, estate, asked } = open({ live: { contoso: async () => fresh } });
    estate.note(reading(CONTOSO, { incidents: [makeIncident()] }));
    const view = viewOf(await finder.find(' ex226574 '));
    expect(view).toMatchObject({
      cloud: 'global',
      incident: fresh,
      customers: [CONTOSO],
      readAt: NOW,
      keptAt: undefined,
    });
    expect(asked).toEqual(['contoso EX226574']);
  });

  it('reads it once for all who ask together or within a minute', async () => {
    const { finder, estate, asked, time } = open({ live: { contoso: async () => makeIncident() } });
    estate.note(reading(CONTOSO, { incidents: [makeIncident()] }));
    await Promise.all([finder.find('EX226574'), finder.find('ex226574')]);
    await finder.find('EX226574');
    expect(asked).toHaveLength(1);
    await time.pass(61_000);
    await finder.find('EX226574');
    expect(asked).toHaveLength(2);
  });

  it('asks readable customers first, a second one when the first fails, and no third', async () => {
    const { finder, estate, asked } = open({ live: { contoso: refuse, adatum: refuse, fabrikam: refuse } });
    for (const customer of [ADATUM, CONTOSO, FABRIKAM]) {
      estate.note(reading(customer, { incidents: [makeIncident()] }));
    }
    const unread = [{ part: 'incidents', code: 'noConsent', retryAt: undefined }] as const;
    estate.note(reading(ADATUM, { incidents: undefined, unread, triedAt: NOW + 1 }));
    const view = viewOf(await finder.find('EX226574'));
    expect(asked).toEqual(['contoso EX226574', 'fabrikam EX226574']);
    expect(view).toMatchObject({ readAt: undefined, keptAt: NOW, customers: [ADATUM, CONTOSO, FABRIKAM] });
  });

  it('asks at the customer it was asked about, even where it was not known to be', async () => {
    const { finder, asked } = open({ live: { adatum: async () => makeIncident() } });
    const view = viewOf(await finder.find('EX226574', { customer: ADATUM }));
    expect(asked).toEqual(['adatum EX226574']);
    expect(view.customers).toEqual([ADATUM]);
  });

  it('answers within 6.5 seconds from what is kept, with all its posts, when Microsoft does not', async () => {
    const kept = keep(makeIncident({ posts: POSTS }));
    const { finder, estate, time } = open({ live: { contoso: () => new Promise(() => {}) }, kept: [kept] });
    estate.note(reading(CONTOSO, { incidents: [makeIncident()] }));
    const finding = finder.find('EX226574');
    await time.pass(6_500);
    expect(viewOf(await finding)).toMatchObject({
      incident: { posts: POSTS },
      readAt: undefined,
      keptAt: NOW,
    });
  });

  it('joins the later state of the estate with the posts of the archive', async () => {
    const kept = keep(makeIncident({ posts: POSTS }));
    const later = makeIncident({
      updatedAt: NOW + 86_400_000,
      posts: [{ at: 3, html: 'Newest.' }],
      status: 'serviceInterruption',
    });
    const { finder, estate } = open({ kept: [kept] });
    estate.note(reading(CONTOSO, { incidents: [later] }));
    const { incident } = viewOf(await finder.find('EX226574'));
    expect(incident.status).toBe('serviceInterruption');
    expect(incident.posts.map(({ at }) => at)).toEqual([3, 2, 1]);
  });

  it('names the customers that had one that is over, as far as they are still ours, and where its report is', async () => {
    const over = makeIncident({ isResolved: true, status: 'postIncidentReviewPublished' });
    const { finder } = open({ kept: [keep(over)], past: ['GONE', 'FABRIKAM', 'adatum'] });
    const view = viewOf(await finder.find('EX226574'));
    expect(view).toMatchObject({ customers: [ADATUM, FABRIKAM], reportOf: ADATUM, keptAt: NOW - 5_000 });
  });

  it('asks for a report only where one is published', async () => {
    const { finder } = open({ kept: [keep(makeIncident({ isResolved: true, status: 'serviceRestored' }))] });
    expect(viewOf(await finder.find('EX226574')).reportOf).toBeUndefined();
  });

  it('reads an Azure event since a day before its start, and tells nobody else’s subscriptions', async () => {
    const event = makeEvent({ startedAt: NOW - 1_000 });
    const { finder, estate, asked } = open({ live: { contoso: async () => event } });
    estate.note(reading(CONTOSO, { azureIncidents: [event] }));
    expect(viewOf(await finder.find('bc_1-fxz')).incident.azure?.subscriptions).toEqual([]);
    expect(asked).toEqual([`azure contoso ${NOW - 1_000 - 86_400_000}`]);
    const theirs = viewOf(await finder.find('bc_1-fxz', { customer: CONTOSO }));
    expect(theirs.incident.azure?.subscriptions).toHaveLength(1);
  });

  it('offers near ids, open ones and kept ones, when nobody is known to have it', async () => {
    const { finder, estate, asked } = open({ kept: [keep(makeIncident({ id: 'EX226599' }))] });
    estate.note(reading(CONTOSO, { incidents: [makeIncident()] }));
    const finding = await finder.find('EX226595');
    expect(finding).toMatchObject({
      kind: 'unknown',
      near: [
        { cloud: 'global', id: 'EX226599' },
        { cloud: 'global', id: 'EX226574' },
      ],
      coverage: { total: 3, read: 1 },
    });
    expect(asked).toEqual([]);
  });

  it('answers without the archive when that cannot be read', async () => {
    const broken = async () => {
      throw new Error('The database is locked.');
    };
    const archive = { findIncidents: broken, listCustomersOf: broken, listIds: broken };
    const { finder, estate } = open({ archive, live: { contoso: async () => makeIncident() } });
    estate.note(reading(CONTOSO, { incidents: [makeIncident()] }));
    expect(viewOf(await finder.find('EX226574')).customers).toEqual([CONTOSO]);
    expect(await finder.find('EX226575')).toMatchObject({ kind: 'unknown', near: [{ id: 'EX226574' }] });
  });

  it('looks up once who had an incident that is over', async () => {
    const over = makeIncident({ isResolved: true });
    const asked: number[] = [];
    const archive = {
      findIncidents: async () => [keep(over)],
      async listCustomersOf(_cloud: string, _id: string, limit: number) {
        asked.push(limit);
        return ['adatum'];
      },
      listIds: async () => [],
    };
    const { finder } = open({ archive, live: { adatum: async () => over } });
    expect(viewOf(await finder.find('EX226574'))).toMatchObject({ customers: [ADATUM], readAt: NOW });
    expect(asked).toEqual([2_000]);
  });

  it('answers within 7 seconds although both the archive and Microsoft are stuck', async () => {
    const stuck = () => new Promise<never>(() => {});
    const archive = { findIncidents: stuck, listCustomersOf: stuck, listIds: stuck };
    const { finder, time } = open({ archive, live: { adatum: stuck } });
    let finding: IncidentFinding | undefined;
    void finder.find('EX226574', { customer: ADATUM }).then((found) => {
      finding = found;
    });
    await time.pass(7_000);
    expect(finding).toMatchObject({ kind: 'unknown', near: [] });
  });

  it('keeps to the cloud that is meant', async () => {
    const { finder, estate } = open();
    estate.note(reading(CONTOSO, { incidents: [makeIncident()] }));
    expect((await finder.find('EX226574', { cloud: 'china' })).kind).toBe('unknown');
  });
});

describe('finding an incident for somebody who does not see all customers', () => {
  const isOf = (...seen: readonly (typeof CONTOSO)[]) => ({ customers: seen });
  const openFor = (seen: readonly (typeof CONTOSO)[], options: Parameters<typeof open>[0] = {}) => {
    const opened = open(options);
    const directory = isOf(...seen);
    const sight = { estate: opened.estate.limitTo(directory), directory };
    return { ...opened, find: (id: string) => opened.finder.find(id, { sight }) };
  };

  it('knows none that only others have, and names none near it', async () => {
    const { find, estate, asked } = openFor([ADATUM], { live: { contoso: async () => makeIncident() } });
    estate.note(reading(CONTOSO, { incidents: [makeIncident(), makeIncident({ id: 'EX226575' })] }));
    estate.note(reading(ADATUM, { incidents: [makeIncident({ id: 'EX226576' })] }));
    expect(await find('EX226574')).toEqual({
      ...{ kind: 'unknown', near: [{ cloud: 'global', id: 'EX226576' }] },
      coverage: expect.objectContaining({ total: 1, read: 1 }),
    });
    expect(asked).toEqual([]);
  });

  it('knows none that is kept of others alone', async () => {
    const incident = makeIncident({ isResolved: true });
    const { find } = openFor([ADATUM], { kept: [keep(incident)], past: ['contoso'] });
    expect(await find(incident.id)).toMatchObject({ kind: 'unknown', near: [] });
    expect(await find('EX226575')).toMatchObject({ kind: 'unknown', near: [] });
    const { find: findOwn } = openFor([ADATUM], { kept: [keep(incident)], past: ['contoso', 'adatum'] });
    expect(viewOf(await findOwn(incident.id)).customers).toEqual([ADATUM]);
    expect(await findOwn('EX226575')).toMatchObject({ near: [{ id: incident.id }] });
  });

  it('reads it through those customers alone, and tells of no other', async () => {
    const fresh = makeIncident({ status: 'postIncidentReviewPublished' });
    const { find, estate, asked } = openFor([ADATUM], {
      live: { adatum: async () => fresh, contoso: async () => fresh, fabrikam: async () => fresh },
    });
    for (const one of [ADATUM, CONTOSO, FABRIKAM]) estate.note(reading(one, { incidents: [makeIncident()] }));
    const view = viewOf(await find('EX226574'));
    expect(view).toMatchObject({ customers: [ADATUM], reportOf: ADATUM, coverage: { total: 1 } });
    expect(asked).toEqual(['adatum EX226574']);
  });
});
