import { isDeepStrictEqual } from 'node:util';
import { type Person, personKey } from '../staff/person.ts';
import type { EpochMs } from '../time.ts';
import { type DraftEdit, mergeContent } from './merge-content.ts';
import { type Rule, refuse, takeStep } from './take-step.ts';

export type { DraftEdit } from './merge-content.ts';

/**
 * Saves what was typed into a form, right or wrong; `checkContent` tells later what is. Only who opened the form may, and only until it is
 * sent (`state`). Nothing of it is told as a change.
 */
export function editDraft(edit: DraftEdit, by: Person, now: EpochMs): Rule {
  return (current) => {
    if (current.state !== 'draft') return refuse('state');
    if (personKey(current.raisedBy) !== personKey(by)) return refuse('notYours');
    const content = mergeContent(current, edit, current.customer);
    const edited = { ...current, ...content };
    return isDeepStrictEqual(edited, current) ? 'same' : takeStep(current, now, { set: content });
  };
}
