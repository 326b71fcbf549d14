import { describe, expect, it } from 'vitest';
import { createScopes } from '../../src/staff/scopes.ts';

const BANKING = '5c09e000-0000-4000-8000-000000000001';
const CHINA = '5c09e000-0000-4000-8000-000000000002';
const OTHER = '5c09e000-0000-4000-8000-000000000003';
const WOODGROVE = { cloud: 'global', tenantId: 'a1', domain: 'woodgrovebank.com' } as const;
const CONTOSO = { cloud: 'global', tenantId: 'c0', domain: 'contoso.com' } as const;
const QINGHE = { cloud: 'china', tenantId: 'c1', domain: 'qinghe.partner.onmschina.cn' } as const;
const HARBOUR = { cloud: 'global', tenantId: 'd1', domain: 'société.fr' } as const;

const SCOPES = [
  { group: BANKING.toUpperCase(), customers: ['WoodgroveBank.com', 'xn--socit-esab.fr'] },
  { group: CHINA, customers: ['C1'] },
  { group: OTHER, customers: ['c1', 'woodgrovebank.com.'] },
];

describe('who sees whom', () => {
  it.each([
    ['nobody’s groups', [], { woodgrove: false, contoso: true, qinghe: false, harbour: false }],
    [
      'a group that no scope names',
      ['ffff'],
      { woodgrove: false, contoso: true, qinghe: false, harbour: false },
    ],
    [
      'a group that names it by domain',
      [BANKING],
      { woodgrove: true, contoso: true, qinghe: false, harbour: true },
    ],
    [
      'a group that names it by tenant id',
      [CHINA],
      { woodgrove: false, contoso: true, qinghe: true, harbour: false },
    ],
    [
      'one of several groups that name it',
      [OTHER],
      { woodgrove: true, contoso: true, qinghe: true, harbour: false },
    ],
    [
      'a group in capitals',
      [BANKING.toUpperCase()],
      { woodgrove: true, contoso: true, qinghe: false, harbour: true },
    ],
    ['every group', [BANKING, CHINA], { woodgrove: true, contoso: true, qinghe: true, harbour: true }],
  ])('with %s', (_what, groups, expected) => {
    const { sees } = createScopes(SCOPES).sightOf(groups);
    expect({
      woodgrove: sees(WOODGROVE),
      contoso: sees(CONTOSO),
      qinghe: sees({ ...QINGHE, tenantId: 'C1' }),
      harbour: sees(HARBOUR),
    }).toEqual(expected);
  });

  it.each([
    [[], false],
    [[BANKING], false],
    [[OTHER], false],
    [[BANKING, OTHER], true],
  ])('with the groups %o is everybody: %s', (groups, seesAll) => {
    expect(createScopes(SCOPES).sightOf(groups).seesAll).toBe(seesAll);
  });

  it('is everybody where there are no scopes', () => {
    const sight = createScopes([]).sightOf([]);
    expect(sight).toMatchObject({ seesAll: true, groups: [] });
    expect(sight.sees(WOODGROVE)).toBe(true);
  });

  it('depends on those groups only that scopes name', () => {
    const { groups } = createScopes(SCOPES).sightOf(['ffff', OTHER, BANKING.toUpperCase(), OTHER]);
    expect(groups).toEqual([BANKING, OTHER]);
  });
});

describe('a customer asked about without its domain', () => {
  const bare = { cloud: 'global', tenantId: 'a1' } as const;

  it('is looked up', () => {
    const scopes = createScopes(SCOPES, ({ tenantId }) => (tenantId === 'a1' ? WOODGROVE.domain : undefined));
    expect(scopes.sightOf([]).sees(bare)).toBe(false);
    expect(scopes.sightOf([BANKING]).sees(bare)).toBe(true);
  });

  it('is hidden from whoever may not see some domain, for it might be that one', () => {
    const scopes = createScopes(SCOPES);
    expect(scopes.sightOf([]).sees(bare)).toBe(false);
    expect(scopes.sightOf([OTHER]).sees({ ...bare, domain: '' })).toBe(false);
    expect(scopes.sightOf([BANKING]).sees(bare)).toBe(true);
  });

  it('is not hidden where scopes name tenant ids only', () => {
    expect(
      createScopes([{ group: CHINA, customers: ['c1'] }])
        .sightOf([])
        .sees(bare),
    ).toBe(true);
  });
});

it('names in scopes that belong to no customer are found', () => {
  const scopes = createScopes([...SCOPES, { group: OTHER, customers: ['wodgrovebank.com'] }]);
  expect(scopes.findStrangers([CONTOSO, WOODGROVE, QINGHE, HARBOUR])).toEqual(['wodgrovebank.com']);
});
