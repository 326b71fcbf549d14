import { describe, expect, it } from 'vitest';
import { selectCustomerFacts } from '../../src/health/customer-facts.ts';
import { makeAzureIncident } from '../support/health-sources.ts';
import { makeIncident } from '../support/incidents.ts';

const NOW = Date.UTC(2026, 10, 21, 10, 25);
const post = (html: string, at = NOW - 60_000) => ({ at, html });

describe('selectCustomerFacts', () => {
  it('tells what Microsoft says, in the words of its newest post', () => {
    const incident = makeIncident({
      posts: [
        post(
          '<p><b>Current status:</b> We are <i>on it</i>.</p><p><b>Next update by:</b> Saturday, November 21, 2026, at 11:30 AM UTC</p>',
        ),
        post('<p><b>Current status:</b> We are looking.</p>', NOW - 3_600_000),
      ],
    });
    expect(selectCustomerFacts(incident, NOW)).toEqual({
      id: 'EX226574',
      kind: 'incident',
      services: ['Exchange Online'],
      regions: [],
      title: "Some users can't send mail",
      impact: 'Users may be unable to send mail.',
      status: 'serviceDegradation',
      startedAt: Date.UTC(2026, 10, 21, 8, 15),
      isOver: false,
      endedAt: undefined,
      latest: { at: NOW - 60_000, text: 'We are on it.' },
      nextUpdateAt: Date.UTC(2026, 10, 21, 11, 30),
    });
  });

  it('does not promise an update that is past, is only in an older post, or will not come any more', () => {
    const promise = (time: string) => post(`Next update by: Saturday, November 21, 2026, at ${time} UTC`);
    const next = (overrides: Parameters<typeof makeIncident>[0]) =>
      selectCustomerFacts(makeIncident(overrides), NOW).nextUpdateAt;
    expect(next({ posts: [promise('10:00 AM')] })).toBeUndefined();
    expect(next({ posts: [post('News.'), promise('11:30 AM')] })).toBeUndefined();
    expect(next({ posts: [promise('11:30 AM')], isResolved: true })).toBeUndefined();
  });

  it('tells an end only of what is over', () => {
    const endedAt = NOW - 1_000;
    expect(selectCustomerFacts(makeIncident({ endedAt }), NOW)).toMatchObject({
      isOver: false,
      endedAt: undefined,
    });
    expect(selectCustomerFacts(makeIncident({ endedAt, isResolved: true }), NOW)).toMatchObject({
      isOver: true,
      endedAt,
    });
    expect(selectCustomerFacts(makeIncident({ status: 'falsePositive' }), NOW).isOver).toBe(true);
  });

  it('leaves empty what the incident does not say', () => {
    const silent = makeIncident({
      service: '',
      feature: undefined,
      impact: '',
      posts: [],
      startedAt: undefined,
    });
    expect(selectCustomerFacts(silent, NOW)).toMatchObject({
      services: [],
      impact: '',
      startedAt: undefined,
      latest: undefined,
      nextUpdateAt: undefined,
    });
  });

  it('names the services and regions of Azure', () => {
    const incident = makeAzureIncident({}, { services: ['Virtual Machines', 'Storage'] });
    expect(selectCustomerFacts(incident, NOW)).toMatchObject({
      services: ['Azure: Virtual Machines', 'Azure: Storage'],
      regions: ['West Europe'],
    });
  });
});
