import { guidFrom } from '../accounts.ts';

/** A group of the partner's tenant. */
export interface SandboxGroup {
  readonly id: string;
  readonly name: string;
  /** A group of Microsoft 365, such as a team, grants no rights; neither does a distribution list. */
  readonly kind: 'security' | 'microsoft365' | 'distribution';
}

/** What somebody can be in Partner Center; all but the last are groups. */
export const SANDBOX_ROLES = ['adminAgent', 'helpdeskAgent', 'salesAgent', 'globalAdmin'] as const;
export type SandboxRole = (typeof SANDBOX_ROLES)[number];

const roleGroup = (name: string): SandboxGroup => ({ id: guidFrom(`group:${name}`), name, kind: 'security' });

export const ROLE_GROUPS: Readonly<Record<Exclude<SandboxRole, 'globalAdmin'>, SandboxGroup>> = {
  adminAgent: roleGroup('AdminAgents'),
  helpdeskAgent: roleGroup('HelpdeskAgents'),
  salesAgent: roleGroup('SalesAgents'),
};

/** For `STAFF_SCOPES`: ids that can be copied from `env/.env.sandbox`. */
export const SCOPE_GROUPS = {
  banking: { id: '5c09e000-0000-4000-8000-000000000001', name: 'Banking Desk', kind: 'security' },
  china: { id: '5c09e000-0000-4000-8000-000000000002', name: 'China Desk', kind: 'security' },
} as const satisfies Record<string, SandboxGroup>;

export const ALL_STAFF: SandboxGroup = {
  id: guidFrom('group:All Staff'),
  name: 'All Staff',
  kind: 'microsoft365',
};

/** Groups that mean nothing here; people who have been there for long are in many. */
export const PROJECT_GROUPS: readonly SandboxGroup[] = Array.from({ length: 130 }, (_, at) => {
  const name = `Project ${at + 1}`;
  return { id: guidFrom(`group:${name}`), name, kind: at % 3 === 0 ? 'microsoft365' : 'security' };
});

/** The tenant's groups at the start. */
export const SANDBOX_GROUPS: readonly SandboxGroup[] = [
  ...Object.values(ROLE_GROUPS),
  ...Object.values(SCOPE_GROUPS),
  ALL_STAFF,
  ...PROJECT_GROUPS,
];
