import type { Story, StoryStep } from './story.ts';

const HOUR = 60;
const DAY = 24 * HOUR;

const LONG_START = -8 * DAY;
/** Minutes between two posts of the long story. */
const LONG_EVERY = 45;
const LONG_POSTS = 60;

const PROGRESS = [
  'We are migrating the affected sites to healthy storage in batches and check each batch before the next one begins.',
  'The current batch has been migrated, and files in it open normally. The next batch is being prepared.',
  'Migration of this batch takes longer than planned because its sites are larger than average.',
  'We have added capacity to the migration so that more sites move at the same time.',
] as const;

function longStep(index: number): StoryStep {
  const at = LONG_START + 30 + index * LONG_EVERY;
  if (index === 0) {
    const text = 'We are reviewing reports that some files open as read-only.';
    return { at, status: 'investigating', text, nextUpdateIn: LONG_EVERY };
  }
  if (index === LONG_POSTS - 1) {
    return {
      at,
      status: 'serviceRestored',
      text: 'All affected sites have been migrated, and files can be edited again.',
      rootCause: 'A storage unit switched to read-only after a firmware defect.',
    };
  }
  return {
    at,
    status: index < 40 ? 'serviceDegradation' : 'restoringService',
    text: `${PROGRESS[index % PROGRESS.length]} ${index} of ${LONG_POSTS - 1} batches are complete.`,
    nextUpdateIn: LONG_EVERY,
  };
}

/** Stories that are unusual in how much Microsoft says: sixty posts, and none at all. */
export const LONG_STORIES: readonly Story[] = [
  {
    prefix: 'SP',
    number: 1001502,
    cloud: 'global',
    service: 'SharePoint',
    kind: 'incident',
    title: 'Some users may be unable to edit files in SharePoint Online and OneDrive for Business',
    impact: 'Files may open as read-only.',
    feature: 'SharePoint Features',
    featureGroup: 'SharePoint Features',
    scope: 'Users whose sites are hosted on the affected storage may be impacted.',
    hits: ['contoso', 'woodgrove', 'haneul', 'lucerne'],
    share: 0.01,
    startsAt: LONG_START,
    steps: Array.from({ length: LONG_POSTS }, (_, index) => longStep(index)),
  },
  {
    prefix: 'FM',
    number: 1001760,
    cloud: 'global',
    service: 'Forms',
    kind: 'advisory',
    title: 'Some users may be unable to print responses in Microsoft Forms',
    impact: 'Printing responses may have shown an empty page.',
    feature: 'Microsoft Forms',
    featureGroup: 'Microsoft Forms',
    scope: 'Any user who prints responses may have been impacted.',
    hits: ['contoso', 'fourth-coffee', 'legere'],
    share: 0,
    startsAt: -4 * DAY,
    isSilent: true,
    steps: [
      { at: -4 * DAY, status: 'investigating', text: '' },
      { at: -4 * DAY + 5 * HOUR, status: 'serviceRestored', text: '' },
    ],
  },
];
