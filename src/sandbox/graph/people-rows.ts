import { guidFrom } from '../accounts.ts';
import type { SandboxGroup } from '../people/groups.ts';
import type { SandboxPerson } from '../people/people.ts';

/** "Built-in roles": Global Administrator. */
const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10';
const CREATED = '2024-02-10T11:24:42Z';

/** Graph's `user`: what is given when nothing is selected, and what can be. */
export function describeUser(person: SandboxPerson) {
  const [givenName = '', ...surnames] = person.name.split(' ');
  return {
    businessPhones: [],
    displayName: person.name,
    givenName,
    jobTitle: null,
    mail: person.userPrincipalName.includes('#EXT#') ? null : person.userPrincipalName,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: null,
    surname: surnames.join(' '),
    userPrincipalName: person.userPrincipalName,
    id: person.objectId,
  };
}

/** What Graph gives of a `user` only to who selects it. */
export function describeUserMore({ userType, accountEnabled }: SandboxPerson) {
  return {
    userType,
    accountEnabled,
    externalUserState: userType === 'Guest' ? 'Accepted' : null,
    createdDateTime: CREATED,
  };
}

/** Graph's `group`. */
export function describeGroup({ id, name, kind }: SandboxGroup) {
  const isMail = kind !== 'security';
  const mailNickname = name.replaceAll(/[^A-Za-z0-9]/g, '');
  return {
    id,
    deletedDateTime: null,
    classification: null,
    createdDateTime: CREATED,
    description: null,
    displayName: name,
    expirationDateTime: null,
    groupTypes: kind === 'microsoft365' ? ['Unified'] : [],
    isAssignableToRole: null,
    mail: isMail ? `${mailNickname}@sandboxpartner.onmicrosoft.com` : null,
    mailEnabled: isMail,
    mailNickname,
    membershipRule: null,
    onPremisesSyncEnabled: null,
    securityEnabled: kind === 'security',
    visibility: kind === 'microsoft365' ? 'Private' : null,
  };
}

/** Graph's `directoryRole` of those who may do everything in a tenant. */
export const GLOBAL_ADMIN_ROLE = {
  id: guidFrom('directory-role:Global Administrator'),
  deletedDateTime: null,
  description:
    'Can manage all aspects of Microsoft Entra ID and Microsoft services that use Microsoft Entra identities.',
  displayName: 'Global Administrator',
  roleTemplateId: GLOBAL_ADMINISTRATOR,
};
