import { describe, expect, it } from 'vitest';
import { eventRow } from '../../../src/microsoft/azure/event-row.ts';
import { mapEvent } from '../../../src/microsoft/azure/map-event.ts';
import { mergeChanges, mergeIncidents } from '../../../src/microsoft/azure/merge-events.ts';

const NOW = Date.parse('2026-11-21T10:00:00Z');
const PRODUCTION = { id: '70000000-0000-4000-8000-000000000001', name: 'Production' };
const DEVELOPMENT = { id: '70000000-0000-4000-8000-000000000002', name: 'development' };

const map = (properties: object, subscription = PRODUCTION, name = 'BC_1-FXZ') =>
  mapEvent(eventRow.parse({ name, properties }), subscription, NOW);

function incident(properties: object, subscription = PRODUCTION, name?: string) {
  const event = map(properties, subscription, name);
  if (event.kind !== 'incident') throw new Error(`Expected an incident, but it is ${event.kind}`);
  return event.incident;
}

function change(properties: object, subscription = PRODUCTION, name?: string) {
  const event = map(properties, subscription, name);
  if (event.kind !== 'change') throw new Error(`Expected a change, but it is ${event.kind}`);
  return event.change;
}

const hit = (impactedService: unknown, impactedRegions: unknown = []) => ({
  impactedService,
  impactedRegions,
});
const update = (summary: string, updateDateTime?: string) => ({ summary, updateDateTime });

describe('an event', () => {
  it('needs nothing but a tracking id', () => {
    expect(incident({})).toEqual({
      id: 'BC_1-FXZ',
      source: 'azure',
      kind: 'unknown',
      origin: 'microsoft',
      title: '',
      service: 'Microsoft Azure',
      feature: undefined,
      impact: '',
      status: 'unknown',
      isResolved: false,
      startedAt: undefined,
      endedAt: undefined,
      updatedAt: undefined,
      posts: [],
      azure: {
        services: [],
        regions: [],
        subscriptions: [PRODUCTION],
        externalId: undefined,
        isCritical: false,
      },
    });
  });

  it('may hold null or nonsense anywhere else', () => {
    const texts = ['eventType', 'eventSubType', 'status', 'title', 'summary', 'header', 'article', 'level'];
    const more = [
      'impactStartTime',
      'impactMitigationTime',
      'lastUpdateTime',
      'impact',
      'externalIncidentId',
    ];
    for (const value of [null, 17, {}, [], [null, 17, {}], [hit(null, [null, { updates: [null, 17] }])]]) {
      const properties = Object.fromEntries([...texts, ...more].map((name) => [name, value]));
      expect(incident({ ...properties, somethingNew: value })).toEqual(incident({}));
    }
  });

  it.each([
    [{ name: 'ABC', id: '/x/DEF' }, 'ABC'],
    [{ name: null, id: '/providers/Microsoft.ResourceHealth/events/DEF' }, 'DEF'],
    [{ id: '/subscriptions/1/providers/Microsoft.ResourceHealth/events/DEF/' }, 'DEF'],
  ])('%j is known as %s', (row, id) => {
    expect(eventRow.parse({ ...row, properties: {} }).id).toBe(id);
  });

  it.each([
    {},
    { name: 'ABC' },
    { properties: {} },
    { name: ' ', properties: {} },
    null,
    'x',
  ])('%j cannot be understood', (row) => {
    expect(eventRow.safeParse(row).success).toBe(false);
  });

  it.each([
    ['ServiceIssue', 'incident'],
    ['serviceIssue', 'incident'],
    ['SERVICEISSUE', 'incident'],
    ['EmergingIssues', 'incident'],
    ['RCA', 'incident'],
    ['rca', 'incident'],
    ['HealthAdvisory', 'advisory'],
    ['SecurityAdvisory', 'securityAdvisory'],
    ['Billing', 'unknown'],
    [undefined, 'unknown'],
  ])('of type %s is of kind %s', (eventType, kind) => {
    expect(incident({ eventType })).toMatchObject({ kind });
  });

  it.each([
    ['PlannedMaintenance', undefined, 'plannedMaintenance'],
    ['plannedmaintenance', undefined, 'plannedMaintenance'],
    ['HealthAdvisory', 'Retirement', 'retirement'],
    ['HealthAdvisory', 'retirement', 'retirement'],
    ['PlannedMaintenance', 'Retirement', 'retirement'],
  ])('of type %s and sub-type %s is a change: %s', (eventType, eventSubType, category) => {
    expect(change({ eventType, eventSubType })).toMatchObject({ category, source: 'azure' });
  });

  it.each([
    ['Active', {}, 'active', false],
    ['active', {}, 'active', false],
    ['Resolved', {}, 'resolved', true],
    ['RESOLVED', {}, 'resolved', true],
    ['Active', { eventType: 'RCA' }, 'resolved', true],
    ['SomethingNew', {}, 'unknown', false],
    ['SomethingNew', { impactMitigationTime: '2026-11-21T09:00:00Z' }, 'unknown', true],
    ['SomethingNew', { impactMitigationTime: '2026-11-21T11:00:00Z' }, 'unknown', false],
    ['Active', { impactMitigationTime: '2026-11-21T09:00:00Z' }, 'active', false],
  ])('with status %s and %j is %s', (status, more, expected, isResolved) => {
    expect(incident({ status, ...more })).toMatchObject({ status: expected, isResolved });
  });

  it.each([
    ['Resolved', '2026-11-21T09:00:00Z', true],
    ['Resolved', '2026-11-21T11:00:00Z', true],
    ['Active', '2026-11-21T09:00:00Z', true],
    ['Active', '2026-11-21T11:00:00Z', false],
  ])('that is %s and mitigated at %s has ended: %s', (status, impactMitigationTime, ended) => {
    const expected = ended ? Date.parse(impactMitigationTime) : undefined;
    expect(incident({ status, impactMitigationTime }).endedAt).toBe(expected);
  });

  it.each([
    ['ACTIVE: Virtual machines in West US', 'Virtual machines in West US'],
    ['Resolved:  Storage', 'Storage'],
    ['Active Directory: sign-ins', 'Active Directory: sign-ins'],
    ['', 'The header'],
  ])('titled "%s" is called "%s"', (title, expected) => {
    expect(incident({ title, header: '<p>The header</p>' }).title).toBe(expected);
  });

  it('tells its impact in plain words, and names services and regions once', () => {
    const row = incident({
      summary: '<p>Users <b>may</b> see &lt;errors&gt;.</p>',
      level: 'Warning',
      eventLevel: 'critical',
      externalIncidentId: ' MO123 ',
      platformInitiated: true,
      impact: [
        hit('Virtual Machines', [
          { impactedRegion: 'West US', updates: [update('<p>We are looking into it.</p>')] },
          { impactedRegion: 'East US' },
        ]),
        hit('Storage', [{ impactedRegion: 'West US' }, { impactedRegion: '' }]),
        hit('Virtual Machines'),
        hit(''),
      ],
    });
    expect(row.impact).toBe('Users may see <errors>.');
    expect(row.service).toBe('Virtual Machines');
    expect(row.azure).toEqual({
      services: ['Virtual Machines', 'Storage'],
      regions: ['West US', 'East US'],
      subscriptions: [PRODUCTION],
      externalId: 'MO123',
      isCritical: true,
    });
  });
});

describe('the impact of an event', () => {
  const SUMMARY = '<p>We are restarting the hosts that fail, and expect recovery by noon.</p>';
  const impactOf = (summary: string, ...updates: readonly string[]) =>
    incident({
      summary,
      impact: [
        hit('A', [
          {
            updates: updates.map((text, at) => update(text, `2026-11-20T0${9 - at}:00:00Z`)),
          },
        ]),
      ],
    }).impact;

  it('is not the newest update said again', () => {
    expect(impactOf(SUMMARY, SUMMARY)).toBe('');
    expect(impactOf(SUMMARY, `<p>Current status:</p>${SUMMARY}<p>Next update in 60 minutes.</p>`)).toBe('');
    expect(impactOf('We are restarting hosts that fail and expect recovery by noon', SUMMARY)).toBe('');
    expect(impactOf(SUMMARY)).toBe('');
  });

  it('is the summary where that says something else', () => {
    expect(impactOf('Users may see errors.', SUMMARY)).toBe('Users may see errors.');
  });

  it.each([
    ['in the summary', `<p><strong>Impact Statement:</strong> Users see errors.</p>${SUMMARY}`, SUMMARY],
    ['in an older update', SUMMARY, SUMMARY, 'Impact statement: Users see errors.<br>Next Steps: none'],
    ['before another heading', 'Impact Statement: Users see errors. Current Status: We mend it.', 'x'],
    [
      'before a heading of its own line',
      'Impact Statement: Users see errors.<br>Good to know: all is lost',
      'x',
    ],
  ])('is what an impact statement %s says', (_where, summary, ...updates) => {
    expect(impactOf(summary, ...updates)).toBe('Users see errors.');
  });

  it('is found in time that grows with the length of the text only', () => {
    const startedAt = performance.now();
    for (const text of ['Impact statement ', 'Impact statement: A ', '\nA b c d ']) {
      impactOf(text.repeat(100_000 / text.length), text.repeat(100_000 / text.length));
    }
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

describe('the posts of an event', () => {
  it('are its updates, each once over all regions, newest first, and the article', () => {
    const updates = [
      update('<p>First</p>', '2026-11-20T08:00:00Z'),
      update('<p>Second</p>', '2026-11-20T09:00:00Z'),
      update('undated'),
      update(' '),
    ];
    const { posts } = incident({
      lastUpdateTime: '2026-11-20T09:30:00Z',
      article: { articleContent: '<html>What  happened</html>' },
      impact: [hit('A', [{ updates }, { updates }]), hit('B', [{ updates }])],
    });
    expect(posts).toEqual([
      { at: Date.parse('2026-11-20T09:30:00Z'), html: '<html>What  happened</html>' },
      { at: Date.parse('2026-11-20T09:00:00Z'), html: '<p>Second</p>' },
      { at: Date.parse('2026-11-20T08:00:00Z'), html: '<p>First</p>' },
      { at: undefined, html: 'undated' },
    ]);
  });

  it('do not repeat an article that says what an update said', () => {
    const { posts } = incident({
      article: { articleContent: '<html><p>First</p></html>' },
      impact: [hit('A', [{ updates: [update('First', '2026-11-20T08:00:00Z')] }])],
    });
    expect(posts).toEqual([{ at: Date.parse('2026-11-20T08:00:00Z'), html: 'First' }]);
  });

  it('are the header and the summary where there is nothing else', () => {
    const said = { header: 'Header', summary: '<p>Summary</p>', lastUpdateTime: '2026-11-20T09:00:00Z' };
    const at = Date.parse('2026-11-20T09:00:00Z');
    expect(incident(said).posts).toEqual([{ at, html: 'Header<br><br><p>Summary</p>' }]);
    expect(incident({ summary: 'Summary' }).posts).toEqual([{ at: undefined, html: 'Summary' }]);
  });

  it('are told apart in time that grows with their length only', () => {
    const summary = '<'.repeat(200_000);
    const impact = [hit('A', [{ updates: [update(summary)] }])];
    const startedAt = performance.now();
    expect(incident({ article: { articleContent: summary }, impact }).posts).toHaveLength(1);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

describe('planned maintenance', () => {
  const PLANNED = {
    eventType: 'PlannedMaintenance',
    status: 'Active',
    title: 'ACTIVE: Maintenance of your virtual machines',
    impactStartTime: '2026-12-01T00:00:00Z',
    impactMitigationTime: '2026-12-01T04:00:00Z',
    lastUpdateTime: '2026-11-20T00:00:00Z',
    eventLevel: 'Critical',
    article: { articleContent: '<p>Reboot</p>' },
    impact: [hit('Virtual Machines', [{ impactedRegion: 'West US' }])],
  };

  it('is read with its window and names no date by which to act', () => {
    expect(change(PLANNED, PRODUCTION, 'PM-1')).toEqual({
      id: 'PM-1',
      source: 'azure',
      title: 'Maintenance of your virtual machines',
      services: ['Virtual Machines'],
      category: 'plannedMaintenance',
      isMajor: true,
      actionRequiredBy: undefined,
      startsAt: Date.parse('2026-12-01T00:00:00Z'),
      endsAt: Date.parse('2026-12-01T04:00:00Z'),
      updatedAt: Date.parse('2026-11-20T00:00:00Z'),
      html: '<p>Reboot</p>',
      azure: {
        services: ['Virtual Machines'],
        regions: ['West US'],
        subscriptions: [PRODUCTION],
        externalId: undefined,
        isCritical: true,
      },
    });
  });

  it.each([
    ['resolved', { status: 'Resolved' }],
    ['resolved, in other letters', { status: 'resolved' }],
    ['over by its dates', { impactMitigationTime: '2026-11-21T09:00:00Z' }],
    ['called off', { title: 'ACTIVE: CANCELLED: Maintenance' }],
    ['called off, in American', { title: '[Canceled] Maintenance' }],
    ['completed', { title: 'Completed - Maintenance' }],
  ])('that is %s is not to come', (_name, more) => {
    expect(map({ ...PLANNED, ...more })).toEqual({ kind: 'past' });
    expect(map({ ...PLANNED, ...more, eventSubType: 'Retirement' })).toEqual({ kind: 'past' });
  });

  it('under way, or without dates, is still to be told', () => {
    expect(change({ ...PLANNED, impactStartTime: '2026-11-21T09:00:00Z' }).endsAt).toBeDefined();
    expect(change({ eventType: 'PlannedMaintenance' })).toMatchObject({
      services: ['Microsoft Azure'],
      startsAt: undefined,
      endsAt: undefined,
      html: '',
    });
  });

  it('read from two subscriptions is one change of both', () => {
    const [merged, ...rest] = mergeChanges([
      change(PLANNED, PRODUCTION, 'PM-1'),
      change({ ...PLANNED, impact: [hit('Storage')] }, DEVELOPMENT, 'pm-1'),
    ]);
    expect(rest).toEqual([]);
    expect(merged).toMatchObject({
      id: 'PM-1',
      services: ['Virtual Machines', 'Storage'],
      azure: { subscriptions: [DEVELOPMENT, PRODUCTION] },
    });
  });
});

describe('the same event from several subscriptions', () => {
  const early = { status: 'Active', lastUpdateTime: '2026-11-20T08:00:00Z', title: 'early' };
  const late = { status: 'Resolved', lastUpdateTime: '2026-11-20T09:00:00Z', title: 'late' };

  it.each([
    [early, late],
    [late, early],
  ])('is one, in its latest state, with all subscriptions by name', (first, second) => {
    const article = { articleContent: 'The same words' };
    const impact = [
      hit('A', [{ impactedRegion: 'West US', updates: [update('One', '2026-11-20T07:00:00Z')] }]),
    ];
    const merged = mergeIncidents([
      incident({ ...first, article, impact }, PRODUCTION, 'ABC'),
      incident(
        { ...second, impact: [...impact, hit('B', [{ impactedRegion: 'East US' }])] },
        DEVELOPMENT,
        'abc',
      ),
    ]);
    expect(merged).toHaveLength(1);
    expect(merged[0]).toMatchObject({
      title: 'late',
      isResolved: true,
      azure: { subscriptions: [DEVELOPMENT, PRODUCTION] },
    });
    expect(merged[0]?.azure?.services.toSorted()).toEqual(['A', 'B']);
    expect(merged[0]?.azure?.regions.toSorted()).toEqual(['East US', 'West US']);
    expect(merged[0]?.posts.map(({ html }) => html)).toEqual(['The same words', 'One']);
  });

  it('is open when two states of one instant disagree', () => {
    const at = { lastUpdateTime: '2026-11-20T08:00:00Z' };
    const open = incident({ ...at, status: 'Active' });
    const over = incident({ ...at, status: 'Resolved' }, DEVELOPMENT);
    expect(mergeIncidents([open, over])[0]?.isResolved).toBe(false);
    expect(mergeIncidents([over, open])[0]?.isResolved).toBe(false);
  });
});
