import { randomUUID } from 'node:crypto';
import {
  PLAYGROUND_PEOPLE,
  PLAYGROUND_TENANT,
  type PlaygroundPerson,
} from './sandbox/people/playground-people.ts';

/**
 * The Playground's own configuration (version 0.1.1 of its schema, which wants exactly five other people) with somebody else as the one who
 * speaks. JSON is good YAML.
 */
export function describePlayground(person: PlaygroundPerson): object {
  const others = PLAYGROUND_PEOPLE.filter(({ objectId }) => objectId !== person.objectId);
  return {
    version: '0.1.1',
    tenantId: PLAYGROUND_TENANT,
    bot: { id: '00000000-0000-0000-0000-00000000000011', name: 'Test Bot' },
    currentUser: describePerson(person),
    users: others.map(describePerson),
    personalChat: { id: randomUUID() },
    groupChat: { id: randomUUID(), name: 'Group Chat' },
    team: {
      id: 'team-id',
      name: 'My Team',
      aadGroupId: '00000000-0000-0000-0000-000000000031',
      channels: [{ id: 'channel-announcements-id', name: 'Announcements' }],
    },
  };
}

function describePerson({ account, givenName, surname, mail, objectId }: PlaygroundPerson): object {
  return {
    id: account,
    name: `${givenName} ${surname}`,
    // The schema spells it so.
    userPrincipleName: mail,
    aadObjectId: objectId,
    givenName,
    surname,
    email: mail,
  };
}
