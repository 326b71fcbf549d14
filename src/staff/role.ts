/** The roles of Partner Center that a person of the partner can hold. Source: "Assign users roles and permissions", Partner Center. */
export const ROLES = ['adminAgent', 'helpdeskAgent', 'salesAgent', 'globalAdmin'] as const;
export type Role = (typeof ROLES)[number];
