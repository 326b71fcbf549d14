import { describe, expect, it } from 'vitest';
import { chooseVendorLanguage } from '../../../src/chat/cards/vendor-text.ts';
import { createLanguages } from '../../../src/chat/languages/languages.ts';
import { createPrefill, type FormSubject } from '../../../src/chat/requests/prefill.ts';
import type { Incident } from '../../../src/health/incident.ts';
import type { Language } from '../../../src/reader.ts';
import { CONTOSO, MAIL_INCIDENT, NOW, OUTAGE, QUIET, TAILWIND_CHINA } from '../../support/card-fixtures.ts';
import { makeIncident } from '../../support/incidents.ts';

const prefill = createPrefill(createLanguages());
const healthy = QUIET.services[0];

/** A form about Contoso as a whole, whose health was read now. */
function write(subject: Partial<FormSubject> = {}, language: Language = 'en') {
  const whole: FormSubject = {
    ...{ customer: CONTOSO, service: '', incident: undefined, reported: undefined },
    ...{ isRead: true, readAt: NOW },
  };
  return prefill({ ...whole, ...subject }, { language, timeZone: 'Europe/Paris' }, NOW);
}

const TENANT = 'Tenant: contoso.onmicrosoft.com (11111111-2222-4333-8444-555555555555)';
const TO_ADD = '\n\nWhat users see (error message, who, how often):\n\nWhat we have tried:';

describe('the language of a form', () => {
  it.each([
    ['global', 'en', 'en'],
    ['global', 'fr', 'en'],
    ['global', 'ko', 'en'],
    ['global', 'zh-CN', 'en'],
    ['china', 'en', 'en'],
    ['china', 'fr', 'en'],
    ['china', 'ko', 'en'],
    ['china', 'zh-CN', 'zh-CN'],
  ] as const)('in the %s cloud for a reader of %s is %s', (cloud, own, expected) => {
    expect(chooseVendorLanguage({ cloud }, { language: own, timeZone: 'UTC' })).toBe(expected);
    const { description } = write({ customer: { ...CONTOSO, cloud } }, own);
    expect(description.startsWith(expected === 'en' ? 'Tenant: ' : '租户：')).toBe(true);
  });

  it('is Chinese in all its words, with instants in UTC, for who reads it in China', () => {
    const { title, description } = write({ customer: TAILWIND_CHINA, incident: MAIL_INCIDENT }, 'zh-CN');
    expect(title).toBe("Exchange Online：Some users can't send mail（EX226574）");
    expect(description).toContain('开始时间：2026年11月21日 08:15（UTC）');
    expect(description).toContain('读取于 2026年11月21日 10:25（UTC）');
    expect(description).not.toMatch(/Tenant|Service:|Started|Already checked/);
  });
});

describe('a form', () => {
  it('about an incident tells all that is known of it, with instants in UTC', () => {
    const { title, description, startedAt } = write({ service: 'Exchange Online', incident: MAIL_INCIDENT });
    expect(title).toBe("Exchange Online: Some users can't send mail (EX226574)");
    expect(startedAt).toBe(MAIL_INCIDENT.startedAt);
    expect(description).toBe(
      [
        TENANT,
        'Service: Exchange Online',
        "Known incident: EX226574, Some users can't send mail (Service degradation)",
        'Started: 21 Nov 2026, 08:15 UTC',
        'Impact according to service health: Users in Europe may be unable to send mail from any client, and messages stay in the Outbox.',
        "Already checked: service health, read 21 Nov 2026, 10:25 UTC. Latest post: “We've identified that a recent change to the mail transport service keeps a part of the servers from accepting connections. We're reverting the change and expect most users to recover within the hour.”",
      ].join('\n') + TO_ADD,
    );
  });

  it('about an incident without a service named names those that it hits', () => {
    const incident = makeIncident({
      ...{ id: 'VT3B-9D0', source: 'azure', service: 'Virtual Machines', status: 'active' },
      azure: { services: ['Virtual Machines', 'Azure Monitor'], regions: [], subscriptions: [] },
    });
    const { title, description } = write({ incident });
    expect(title).toMatch(/^Azure: Virtual Machines, Azure Monitor: /);
    expect(description).toContain('\nService: Azure: Virtual Machines, Azure Monitor\n');
  });

  it('about an incident of which little is known says no more than that', () => {
    const incident = makeIncident({ service: '', feature: undefined, impact: '', startedAt: undefined });
    const { title, description, startedAt } = write({ incident });
    expect(title).toBe("–: Some users can't send mail (EX226574)");
    expect(startedAt).toBeUndefined();
    expect(description).not.toMatch(/Service:|Started|Impact|undefined/);
  });

  it.each([
    [
      'a healthy service',
      { service: 'Planner', reported: healthy },
      'read 21 Nov 2026, 10:25 UTC: no known issue with this service.',
    ],
    [
      'a service that is not',
      { service: 'Exchange Online', reported: OUTAGE.services[0] },
      'read 21 Nov 2026, 10:25 UTC.',
    ],
    ['a service that is not in the report', { service: 'Ours' }, 'read 21 Nov 2026, 10:25 UTC.'],
    ['the customer as a whole', {}, 'read 21 Nov 2026, 10:25 UTC.'],
  ] as const)('about %s tells what was checked', (_what, subject, checked) => {
    const { title, description, startedAt } = write(subject);
    const service = 'service' in subject ? `\nService: ${subject.service}` : '';
    expect({ title, startedAt }).toEqual({ title: '', startedAt: undefined });
    expect(description).toBe(`${TENANT}${service}\nAlready checked: service health, ${checked}${TO_ADD}`);
  });

  it.each([
    ['could not be read', { readAt: undefined }, 'Service health of this tenant could not be read.'],
    [
      'is still being read',
      { isRead: false, readAt: undefined },
      'Service health of this tenant was not read yet when this was written.',
    ],
  ])('claims no check when health %s', (_what, reading, told) => {
    for (const about of [{}, { incident: MAIL_INCIDENT }, { service: 'Planner', reported: healthy }]) {
      const { description } = write({ ...about, ...reading });
      expect(description).toContain(told);
      expect(description).not.toContain('Already checked');
    }
  });
});

describe('Microsoft’s words', () => {
  const words = Array.from({ length: 400 }, (_, index) => `word${index}`).join(' ');

  it('are shortened between words when they are long', () => {
    const incident = makeIncident({ impact: words, posts: [{ at: NOW, html: `<p>${words}</p>` }] });
    const { description } = write({ incident });
    const quoted = [/Impact[^:]*: (.*)/.exec(description)?.[1], /post: “(.*)”/.exec(description)?.[1]];
    for (const text of quoted) {
      expect(text).toMatch(/ word\d+ …$/);
      expect(text?.length).toBeLessThanOrEqual(602);
      expect(words.startsWith(`${text?.slice(0, -2)} `)).toBe(true);
    }
  });

  it('are told whole when they just fit, on one line', () => {
    const impact = `${'x'.repeat(299)}\n \t${'y'.repeat(300)}`;
    const { description } = write({ incident: makeIncident({ impact }) });
    expect(description).toContain(`: ${'x'.repeat(299)} ${'y'.repeat(300)}\n`);
  });

  it.each([
    ['places to fill in', '{service} {{x}} ${Date} {0}'],
    ['quotes of a catalogue', "it's '{plain}' ''"],
    ['marks of a card', '[a](https://evil.example) **b** <at>Adele</at> <script>'],
    ['patterns of a replacement', '$& $1 $` $$'],
  ])('with %s stay words', (_what, text) => {
    const incident = makeIncident({ id: text, title: text, impact: text });
    const { title, description } = write({ service: text, incident, customer: { ...CONTOSO, domain: text } });
    expect(title).toBe(`${text}: ${text} (${text})`);
    expect(description).toContain(`Tenant: ${text} (`);
    expect(description).toContain(`\nService: ${text}\n`);
    expect(description).toContain(`\nKnown incident: ${text}, ${text} (Service degradation)\n`);
    expect(description).toContain(`: ${text}\nAlready checked`);
  });
});

describe('the severity', () => {
  it.each<[string, Partial<Incident> | undefined, string]>([
    ['nothing known', undefined, 'B'],
    ['an interruption', { status: 'serviceInterruption' }, 'A'],
    ['a degradation', { status: 'serviceDegradation' }, 'B'],
    ['a service being restored', { status: 'restoringService' }, 'B'],
    ['an investigation', { status: 'investigating' }, 'C'],
    ['an advisory, whatever its state', { kind: 'advisory', status: 'serviceInterruption' }, 'C'],
    ['an incident of others’ making', { origin: 'thirdParty', status: 'serviceInterruption' }, 'C'],
    ['an incident that is mended', { status: 'serviceRestored' }, 'C'],
    ['an incident of an unknown state', { kind: 'unknown', status: 'unknown' }, 'B'],
    ['a false alarm', { status: 'falsePositive' }, 'B'],
    [
      'a critical event of Azure',
      {
        ...{ source: 'azure', status: 'active' },
        azure: { services: [], regions: [], subscriptions: [], isCritical: true },
      },
      'A',
    ],
  ])('of %s begins as it is rated', (_what, overrides, expected) => {
    expect(write({ incident: overrides && makeIncident(overrides) }).severity).toBe(expected);
  });
});

it.each([
  ['Chinese, which has no spaces', '邮'.repeat(5_000)],
  ['emoji', '🔥'.repeat(2_000)],
  ['one early space', `a ${'x'.repeat(5_000)}`],
])('an impact in %s is shortened to what a request can quote', (_, impact) => {
  const incident = makeIncident({ impact });
  const line = write({ incident })
    .description.split('\n')
    .find((one) => one.startsWith('Impact'));
  expect(line?.length).toBeLessThanOrEqual(660);
  expect(line?.length).toBeGreaterThan(500);
  expect(line).not.toContain('\uFFFD');
});
