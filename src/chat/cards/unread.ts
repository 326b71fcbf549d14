import type { CloudName } from '../../clouds.ts';
import type { Customer } from '../../customers/customer.ts';
import type { ReadErrorCode } from '../../errors.ts';
import type { ReportPart, UnreadPart } from '../../health/unread-part.ts';
import type { Scene } from './scene.ts';

/** One cause, the parts it kept from being read, and what mends it. */
export interface UnreadNote {
  readonly what: string;
  readonly why: string;
  /** One row of buttons, or none. */
  readonly fixes: readonly { readonly title: string; readonly url: string }[];
}

/** Says what could not be read, why, and what mends it; parts with the same cause share a note. */
export function noteUnread(customer: Customer, unread: readonly UnreadPart[], scene: Scene): UnreadNote[] {
  const { say, list } = scene.speech;
  return groupByCode(unread).map((group) => {
    const url = scene.links.fix(customer, group.code);
    return {
      what: say('unread.parts', { parts: list(group.parts.map((part) => say(`part.${part}`))) }),
      why: sayWhy(group.code, customer.cloud, group.retryAt, scene),
      fixes: url === undefined ? [] : [{ title: say('button.consent'), url }],
    };
  });
}

function sayWhy(code: ReadErrorCode, cloud: CloudName, retryAt: number | undefined, scene: Scene): string {
  const { say } = scene.speech;
  const operator = say(`operator.${cloud}`);
  if (retryAt === undefined || retryAt <= scene.now) return say(`why.${code}`, { operator });
  // The next full minute: at the minute that is under way it would be too early.
  const time = scene.times.moment(Math.ceil(retryAt / MINUTE_MS) * MINUTE_MS, scene.now);
  if (code === 'throttled') return say('why.throttledUntil', { operator, time });
  return `${say(`why.${code}`, { operator })} ${say('why.askedUntil', { operator, time })}`;
}

const MINUTE_MS = 60_000;

interface Group {
  readonly code: ReadErrorCode;
  readonly parts: ReportPart[];
  retryAt: number | undefined;
}

function groupByCode(unread: readonly UnreadPart[]): Group[] {
  const groups = new Map<ReadErrorCode, Group>();
  for (const { part, code, retryAt } of unread) {
    const group = groups.get(code) ?? { code, parts: [], retryAt };
    groups.set(code, group);
    group.parts.push(part);
    // The last of several waits: asking earlier would meet the same answer.
    if (retryAt !== undefined) group.retryAt = Math.max(retryAt, group.retryAt ?? retryAt);
  }
  return [...groups.values()];
}
