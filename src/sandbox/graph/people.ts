import { answerJson, type SandboxAnswer, type SandboxRequest } from '../exchange.ts';
import type { SandboxPerson } from '../people/people.ts';
import type { PeopleBook } from '../people/people-book.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { type CollectionRules, type EntityList, queryCollection } from './collection.ts';
import { GraphFailure } from './errors.ts';
import { describeGroup, describeUser, describeUserMore, GLOBAL_ADMIN_ROLE } from './people-rows.ts';
import { unknownSegment } from './service-announcement.ts';

/** "The default and maximum page sizes are 100 and 999 group objects." */
const PAGING = { maxTop: 999, byToken: true } as const;
const GROUP_RULES: CollectionRules = {
  properties: new Set([
    'id',
    'displayName',
    'description',
    'mail',
    'mailNickname',
    'mailEnabled',
    'securityEnabled',
    'groupTypes',
  ]),
  ...PAGING,
};
const MEMBERSHIP_RULES: CollectionRules = {
  properties: new Set([...GROUP_RULES.properties, 'roleTemplateId']),
  ...PAGING,
};

/** Whether a path below `/v1.0/` asks for people or groups. */
export function isAboutPeople(area: string | undefined): boolean {
  return area === 'users' || area === 'groups';
}

/** Answers `/users/{id}`, `/users/{id}/memberOf`, `/users/{id}/transitiveMemberOf` and `/groups` of the partner's tenants. */
export function answerPeople(
  request: SandboxRequest,
  [area = '', id, part, ...rest]: readonly string[],
  tenant: Tenant,
  people: PeopleBook,
): SandboxAnswer {
  if (!tenant.isPartner) {
    const message = 'Insufficient privileges to complete the operation.';
    throw new GraphFailure(403, 'Authorization_RequestDenied', message);
  }
  const context = `https://${request.host}/v1.0/$metadata#`;
  if (area === 'groups') {
    if (id !== undefined) throw unknownSegment(id);
    return answerPage(request, people.groups.map(describeGroup), GROUP_RULES, `${context}groups`);
  }
  const person = id === undefined ? undefined : people.find(id);
  if (id === undefined || rest.length > 0) throw unknownSegment(rest[0] ?? area);
  if (!person) {
    const message = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
    throw new GraphFailure(404, 'Request_ResourceNotFound', message);
  }
  if (part === undefined) return answerUser(request, person, context);
  if (part !== 'memberOf' && part !== 'transitiveMemberOf') throw unknownSegment(part);
  return answerPage(request, listMemberships(person, people), MEMBERSHIP_RULES, `${context}directoryObjects`);
}

function answerUser(request: SandboxRequest, person: SandboxPerson, context: string): SandboxAnswer {
  const selected = request.query.get('$select');
  const usual = describeUser(person);
  if (selected === null) return answerJson(200, { '@odata.context': `${context}users/$entity`, ...usual });
  const all = Object.entries({ ...usual, ...describeUserMore(person) });
  const names = selected.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !all.some(([key]) => key === name));
  if (unknown !== undefined) {
    const message = `Parsing OData Select and Expand failed: Could not find a property named '${unknown}' on type 'microsoft.graph.user'.`;
    throw new GraphFailure(400, 'BadRequest', message);
  }
  return answerJson(200, {
    '@odata.context': `${context}users(${names.join(',')})/$entity`,
    ...Object.fromEntries(all.filter(([key]) => names.includes(key))),
  });
}

function listMemberships(person: SandboxPerson, people: PeopleBook): readonly object[] {
  const groups = people
    .groupsOf(person)
    .map((group) => ({ '@odata.type': '#microsoft.graph.group', ...describeGroup(group) }));
  return person.roles.includes('globalAdmin')
    ? [...groups, { '@odata.type': '#microsoft.graph.directoryRole', ...GLOBAL_ADMIN_ROLE }]
    : groups;
}

function answerPage(
  request: SandboxRequest,
  rows: EntityList,
  rules: CollectionRules,
  context: string,
): SandboxAnswer {
  const page = queryCollection(request, rows, rules);
  return answerJson(200, {
    '@odata.context': context,
    ...(page.nextLink === undefined ? {} : { '@odata.nextLink': page.nextLink }),
    value: page.rows,
  });
}
