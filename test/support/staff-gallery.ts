import type { Cards } from '../../src/chat/cards/cards.ts';
import type { Reply } from '../../src/chat/reply.ts';
import type { Reader } from '../../src/reader.ts';
import type { AdmissionRefusal } from '../../src/staff/admission.ts';
import type { AuditEntry, AuditLine } from '../../src/staff/audit.ts';
import { PERMISSIONS } from '../../src/staff/permissions.ts';
import { CONTOSO, NOW } from './card-fixtures.ts';
import { PEOPLE } from './requests.ts';
import { findHit, HIT } from './watch-gallery.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const SIGN_IN = 'https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize?state=1';

export const REFUSALS: readonly AdmissionRefusal[] = [
  'foreignTenant',
  'anonymous',
  'guest',
  'disabled',
  'unknown',
  'noRole',
];

/** Adele, a Sales agent, looked at the health of one customer in a personal chat. */
export function makeEntry(overrides: Partial<AuditEntry> = {}): AuditEntry {
  return {
    at: NOW - 5 * MINUTE,
    correlation: 'c-1',
    person: PEOPLE.adele,
    roles: ['salesAgent'],
    place: { channel: 'msteams', kind: 'personal', id: 'a:1', tenantId: 'partner' },
    action: 'command:health',
    customers: HIT.slice(0, 1).map(({ cloud, tenantId }) => ({ cloud, tenantId })),
    customerCount: 1,
    subject: undefined,
    decision: 'allowed',
    reason: undefined,
    outcome: 'done',
    reference: undefined,
    ...overrides,
  };
}

export function makeLine(overrides: Partial<AuditEntry> = {}, sequence = 1): AuditLine {
  return { sequence, entry: makeEntry(overrides), previousHash: '0'.repeat(64), hash: '1'.repeat(64) };
}

const CHANNEL = { channel: 'msteams', kind: 'channel', id: '19:1', tenantId: 'partner' } as const;
const ALEX = { person: PEOPLE.alex, roles: ['adminAgent'] };
const MANY = HIT.map(({ cloud, tenantId }) => ({ cloud, tenantId }));

/** Eight lines that show what a line can be. */
export const AUDIT_LINES: readonly AuditLine[] = [
  makeEntry({ ...ALEX, action: 'action:send-request', subject: 'SR-1042', customers: MANY.slice(1, 2) }),
  makeEntry({
    ...{ ...ALEX, at: NOW - 6 * MINUTE, action: 'action:send-request', place: CHANNEL },
    ...{ subject: 'SR-1042', customers: MANY.slice(1, 2), outcome: 'begun' },
  }),
  makeEntry({
    ...{ at: NOW - 20 * MINUTE, action: 'action:send-request' },
    ...{ decision: 'refused', reason: 'raiseRequest', outcome: 'refused' },
  }),
  makeEntry({
    ...{
      at: NOW - 50 * MINUTE,
      action: 'command:overview',
      customers: MANY.slice(0, 6),
      customerCount: 1214,
    },
    ...{ place: { ...CHANNEL, kind: 'group' } },
  }),
  makeEntry({
    ...{ at: NOW - 3 * DAY, person: { ...PEOPLE.adele, name: 'Lynne Robbins' }, roles: [], customers: [] },
    ...{ customerCount: 0, action: 'message', decision: 'refused', reason: 'guest', outcome: 'refused' },
  }),
  makeEntry({
    ...{ at: NOW - 4 * DAY, action: 'action:take-request', subject: 'SR-1041', outcome: 'failed' },
    ...{ roles: ['adminAgent', 'globalAdmin'], reference: '7K2Q9F' },
    ...{ customers: [{ cloud: 'china', tenantId: '72f988bf-86f1-41af-91ab-2d7cd011db47' }] },
  }),
  makeEntry({
    ...{ at: NOW - 5 * DAY, person: undefined, roles: [], place: undefined, customers: [] },
    ...{ customerCount: 0, action: 'system:renew-consent' },
  }),
  makeEntry({ at: NOW - 400 * DAY, action: 'action:make-coffee', roles: ['brewer'] }),
].map((entry, index) => makeLine(entry, 8 - index));

/** The cards about who may do what, and who did, by name, for one reader. */
export function hangStaffCards(cards: Cards, reader: Reader): readonly (readonly [string, Reply])[] {
  const page = { lines: AUDIT_LINES, total: 20 };
  const asked = { offset: 8, find: findHit, seesAll: true };
  const ok = { cloud: 'global', state: 'ok', expiresAt: NOW + 60 * DAY, url: SIGN_IN } as const;
  const due = { ...ok, state: 'due', expiresAt: NOW + 9 * DAY } as const;
  const lapsed = { cloud: 'china', state: 'lapsed', expiresAt: NOW - 2 * DAY, url: undefined } as const;
  return [
    ...REFUSALS.map((reason) => [`staff-${reason}`, cards.notAdmitted(reason, reader)] as const),
    ['staff-unread', cards.rolesUnread(undefined, reader)],
    ['staff-unread-until', cards.rolesUnread(NOW + 4 * MINUTE, reader)],
    ...PERMISSIONS.map(
      (permission) =>
        [`staff-no-${permission}`, cards.notAllowed({ permission, cloud: undefined }, reader)] as const,
    ),
    ['staff-no-request-china', cards.notAllowed({ permission: 'raiseRequest', cloud: 'china' }, reader)],
    ['staff-no-request-global', cards.notAllowed({ permission: 'raiseRequest', cloud: 'global' }, reader)],
    ['staff-too-many', cards.tooMany(reader)],
    ['staff-not-recorded', cards.notRecorded(reader)],
    ['audit', cards.audit(page, asked, reader)],
    ['audit-customer', cards.audit(page, { ...asked, offset: 0, customer: HIT[0] ?? CONTOSO }, reader)],
    ['audit-limited', cards.audit(page, { ...asked, find: () => undefined, seesAll: false }, reader)],
    ['audit-empty', cards.audit({ lines: [], total: 0 }, { ...asked, offset: 0 }, reader)],
    [
      'audit-empty-customer',
      cards.audit({ lines: [], total: 0 }, { ...asked, offset: 0, customer: CONTOSO }, reader),
    ],
    ['consents-none', cards.consents([], true, reader)],
    ['consents-ok', cards.consents([ok], true, reader)],
    ['consents-ok-two', cards.consents([ok, { ...ok, cloud: 'china', expiresAt: undefined }], true, reader)],
    ['consents-due', cards.consents([due], true, reader)],
    ['consents-lapsed', cards.consents([due, lapsed], true, reader)],
    ['consents-elsewhere', cards.consents([{ ...due, url: undefined }], false, reader)],
    ['consent-due', cards.consentDue({ cloud: 'global', expiresAt: NOW + 9 * DAY, url: SIGN_IN }, reader)],
    ['consent-due-by-hand', cards.consentDue({ ...lapsed, expiresAt: NOW + DAY }, reader)],
    ['consent-lapsed', cards.consentDue({ cloud: 'china', expiresAt: undefined, url: SIGN_IN }, reader)],
    ['consent-renewed', cards.consentRenewed({ cloud: 'global', expiresAt: NOW + 90 * DAY }, reader)],
    ['consent-renewed-undated', cards.consentRenewed({ cloud: 'china', expiresAt: undefined }, reader)],
  ];
}
