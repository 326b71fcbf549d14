import type { CloudName } from '../../clouds.ts';
import type { EpochMs } from '../../time.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { ANNOUNCEMENTS } from './announcement-texts.ts';
import { SERVICE_NAMES, type ServiceId } from './services.ts';

const DAY_MS = 86_400_000;

/** A message centre post as data; days count from the sandbox's start. */
export interface Announcement {
  readonly number: number;
  readonly clouds: readonly CloudName[];
  readonly services: readonly ServiceId[];
  readonly title: string;
  readonly category: 'planForChange' | 'preventOrFixIssue' | 'stayInformed';
  readonly severity: 'normal' | 'high' | 'critical';
  readonly isMajor: boolean;
  readonly tags: readonly string[];
  /** When it was published, when it was changed last, and until when it holds. */
  readonly days: readonly [published: number, updated: number, ends: number];
  readonly actionByDay: number | null;
  readonly body: string;
  /** Only named customers get it, so that generated ones stay small. */
  readonly isRoutine?: boolean;
}

/** `serviceUpdateMessage` as Graph writes it, enums in camelCase. */
export interface WireMessage {
  readonly startDateTime: string;
  readonly endDateTime: string;
  readonly lastModifiedDateTime: string;
  readonly title: string;
  readonly id: string;
  readonly category: string;
  readonly severity: string;
  readonly tags: readonly string[];
  readonly isMajorChange: boolean;
  readonly actionRequiredByDateTime: string | null;
  readonly services: readonly string[];
  readonly expiryDateTime: null;
  readonly hasAttachments: boolean;
  readonly details: readonly { readonly name: string; readonly value: string }[];
  readonly body: { readonly contentType: string; readonly content: string };
  readonly viewPoint: null;
}

/** The message centre of a tenant: posts about services it has. */
export function listAnnouncements(tenant: Tenant, start: EpochMs, now: EpochMs): WireMessage[] {
  const owned: readonly string[] = tenant.services;
  const instant = (day: number) => new Date(start + Math.round(day * DAY_MS)).toISOString();
  return ANNOUNCEMENTS.filter(
    ({ clouds, services, days, isRoutine }) =>
      !(isRoutine && tenant.isGenerated) &&
      clouds.includes(tenant.cloud) &&
      services.some((id) => owned.includes(id)) &&
      start + days[0] * DAY_MS <= now,
  ).map(
    (announcement): WireMessage => ({
      startDateTime: instant(announcement.days[0]),
      endDateTime: instant(announcement.days[2]),
      lastModifiedDateTime: instant(announcement.days[1]),
      title: announcement.title,
      id: `MC${announcement.number}`,
      category: announcement.category,
      severity: announcement.severity,
      tags: announcement.tags,
      isMajorChange: announcement.isMajor,
      actionRequiredByDateTime: announcement.actionByDay === null ? null : instant(announcement.actionByDay),
      services: announcement.services.map((id) => SERVICE_NAMES[id]),
      expiryDateTime: null,
      hasAttachments: false,
      details: [{ name: 'Platforms', value: 'Web, Desktop' }],
      body: { contentType: 'html', content: announcement.body },
      viewPoint: null,
    }),
  );
}
