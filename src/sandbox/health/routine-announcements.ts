import type { CloudName } from '../../clouds.ts';
import { spread } from '../spread.ts';
import type { Announcement } from './announcements.ts';
import { SERVICE_NAMES, SERVICE_SETS, type ServiceId } from './services.ts';

/** category, severity, major, days until something must be done, title, what, prepare; `{service}` is the service's name. */
type Routine = readonly [
  Announcement['category'],
  Announcement['severity'],
  boolean,
  number | null,
  string,
  string,
  string,
];

/** What the message centre keeps saying about every service; a service gets three of them. */
const ROUTINES: readonly Routine[] = [
  [
    'planForChange',
    'normal',
    true,
    55,
    '{service}: retirement of an older client version',
    'Clients that are more than two years old can no longer connect.',
    'Update older clients before the date given.',
  ],
  [
    'stayInformed',
    'normal',
    false,
    null,
    '{service}: refreshed settings page',
    'Settings are grouped anew and can be searched.',
    'Nothing to prepare.',
  ],
  [
    'preventOrFixIssue',
    'high',
    false,
    35,
    '{service}: renew the certificate of your connection',
    'A certificate used by connections that you configured expires soon.',
    'Renew the certificate in the settings of the connection.',
  ],
  [
    'planForChange',
    'normal',
    false,
    null,
    '{service}: new default for how long items are kept',
    'New items are kept for 180 days unless an administrator chose otherwise.',
    'Review your retention settings.',
  ],
  [
    'planForChange',
    'high',
    true,
    45,
    '{service}: additional permission needed for automated access',
    'Applications that read data automatically need an additional permission.',
    'Grant the permission to the applications you trust.',
  ],
];

const CHINESE: readonly ServiceId[] = SERVICE_SETS.chinaLarge;
const BOTH: readonly CloudName[] = ['global', 'china'];

/** A few announcements for every service, each at its own time. */
export function writeRoutineAnnouncements(
  toBody: (what: string, prepare: string) => string,
): readonly Announcement[] {
  return Object.keys(SERVICE_NAMES)
    .filter((id): id is ServiceId => id in SERVICE_NAMES)
    .flatMap((id, place) =>
      [0, 1, 2].flatMap((turn): Announcement[] => {
        const routine = ROUTINES[(place + turn) % ROUTINES.length];
        if (!routine) return [];
        const [category, severity, isMajor, actInDays, title, what, prepare] = routine;
        const published = -8 - Math.floor(spread(`announcement:${id}:${turn}`) * 60);
        const delay = Math.floor(spread(`action:${id}:${turn}`) * 30);
        return [
          {
            number: 1_160_000 + place * 31 + turn * 7,
            clouds: CHINESE.includes(id) ? BOTH : ['global'],
            services: [id],
            title: title.replace('{service}', SERVICE_NAMES[id]),
            category,
            severity,
            isMajor,
            tags: isMajor ? ['Major change', 'Admin impact'] : ['User impact'],
            days: [published, published + turn * 2, 70 + delay],
            actionByDay: actInDays === null ? null : actInDays + delay,
            body: toBody(what, prepare),
            isRoutine: true,
          },
        ];
      }),
    );
}
