import { PERMISSIONS } from '../../staff/permissions.ts';
import { NOT_DONE } from '../access/ending.ts';
import { isVerb, type Verb } from '../actions/verbs.ts';
import type { Command } from '../command.ts';
import type { MessageKey, Speech } from '../languages/speech.ts';
import { plain } from './plain.ts';

type What = Extract<MessageKey, `audit.what.${string}`>;

/** What somebody did by each command, as one group of words for what comes to the same. */
const COMMANDS: Readonly<Record<Command['kind'], What>> = {
  health: 'audit.what.health',
  history: 'audit.what.history',
  incident: 'audit.what.incident',
  maintenance: 'audit.what.changes',
  overview: 'audit.what.overview',
  access: 'audit.what.access',
  customers: 'audit.what.customers',
  request: 'audit.what.form',
  requestNumber: 'audit.what.requests',
  requests: 'audit.what.requests',
  myRequests: 'audit.what.requests',
  helpdesk: 'audit.what.helpdesk',
  helpdeskHere: 'audit.what.setHelpdesk',
  helpdeskOff: 'audit.what.setHelpdesk',
  watch: 'audit.what.setWatch',
  unwatch: 'audit.what.unsetWatch',
  watches: 'audit.what.watches',
  status: 'audit.what.status',
  audit: 'audit.what.audit',
  consent: 'audit.what.consent',
  help: 'audit.what.help',
  empty: 'audit.what.message',
  unknown: 'audit.what.message',
};

/** The same by each button. */
const VERBS: Readonly<Record<Verb, What>> = {
  'show-health': 'audit.what.health',
  'refresh-health': 'audit.what.health',
  'show-service': 'audit.what.health',
  'show-services': 'audit.what.health',
  'show-living-health': 'audit.what.health',
  'show-history': 'audit.what.history',
  'show-incident': 'audit.what.incident',
  'list-incident-customers': 'audit.what.incident',
  'show-customer-text': 'audit.what.customerText',
  'show-changes': 'audit.what.changes',
  'show-change': 'audit.what.changes',
  'list-maintenance': 'audit.what.changes',
  'show-overview': 'audit.what.overview',
  'show-access': 'audit.what.access',
  'list-customers': 'audit.what.customers',
  'show-help': 'audit.what.help',
  'show-audit': 'audit.what.audit',
  'open-request': 'audit.what.form',
  'edit-request': 'audit.what.form',
  'raise-living': 'audit.what.form',
  'discard-request': 'audit.what.discard',
  'send-request': 'audit.what.raise',
  'show-request': 'audit.what.requests',
  'show-request-text': 'audit.what.requests',
  'list-request-changes': 'audit.what.requests',
  'show-handoff': 'audit.what.requests',
  'list-requests': 'audit.what.requests',
  'list-vendor-requests': 'audit.what.requests',
  'show-vendor-request': 'audit.what.requests',
  'take-request': 'audit.what.work',
  'record-ticket': 'audit.what.work',
  'note-request': 'audit.what.work',
  'set-severity': 'audit.what.work',
  'set-state': 'audit.what.work',
  'resolve-request': 'audit.what.work',
  'reopen-request': 'audit.what.work',
  'retry-request': 'audit.what.work',
  'reroute-request': 'audit.what.work',
  'note-vendor-request': 'audit.what.work',
  'set-helpdesk': 'audit.what.setHelpdesk',
  'set-watch': 'audit.what.setWatch',
  'unset-watch': 'audit.what.unsetWatch',
  'list-watches': 'audit.what.watches',
  'show-watch-form': 'audit.what.watches',
  'show-status': 'audit.what.status',
  'show-living': 'audit.what.living',
  'list-living-customers': 'audit.what.living',
  'take-living': 'audit.what.take',
  'quieten-living': 'audit.what.snooze',
};

/** What stands on the trail besides commands and buttons. */
const OTHERS = new Map<string, What>([
  ['message', 'audit.what.message'],
  ['action:unknown', 'audit.what.button'],
  ['system:welcome', 'audit.what.welcome'],
  ['system:renew-consent', 'audit.what.renewConsent'],
  ['system:download-report', 'audit.what.downloadReport'],
  ['system:unreadable-line', 'audit.what.unreadable'],
]);

/** Reasons that are words of their own; what was not done although it was allowed has few; a permission's name means that the role does not allow it. */
const REASONS = new Map<string, MessageKey>([
  ['foreignTenant', 'audit.reason.foreignTenant'],
  ['anonymous', 'audit.reason.anonymous'],
  ['guest', 'audit.reason.guest'],
  ['disabled', 'audit.reason.disabled'],
  ['unknown', 'audit.reason.unknown'],
  ['noRole', 'audit.reason.noRole'],
  ['unreadable', 'audit.reason.unreadable'],
  ['flood', 'audit.reason.flood'],
  // Of signing in again: the person, or a policy of Microsoft's, said no; or it could not be saved.
  ['declined', 'audit.reason.notDone'],
  ['notKept', 'audit.reason.notDone'],
  ...NOT_DONE.map((reason): [string, MessageKey] => [
    reason,
    reason === 'notYours' ? 'audit.reason.notYours' : 'audit.reason.notDone',
  ]),
  ...PERMISSIONS.map((permission): [string, MessageKey] => [permission, 'audit.reason.role']),
]);

/** What was done, in words; an action that we do not know, as it stands on the trail. */
export function sayAction(action: string, { say }: Pick<Speech, 'say'>): string {
  const name = action.slice(action.indexOf(':') + 1);
  const other = OTHERS.get(action);
  if (other) return say(other);
  if (action.startsWith('command:') && isCommand(name)) return say(COMMANDS[name]);
  if (action.startsWith('action:') && isVerb(name)) return say(VERBS[name]);
  return plain(action, 60);
}

/** Why it was refused. */
export function sayReason(reason: string, { say }: Pick<Speech, 'say'>): string {
  const key = REASONS.get(reason);
  return key === undefined ? plain(reason, 60) : say(key);
}

function isCommand(kind: string): kind is Command['kind'] {
  return Object.hasOwn(COMMANDS, kind);
}
