import type { Permission } from '../../staff/permissions.ts';
import type { Command } from '../command.ts';

/** What a command takes, before it is known for which customer: for one, the permission holds by that customer's cloud. */
export interface Needs {
  readonly permission: Permission;
  /** It changes something: nothing is done unless it is on the audit trail before. */
  readonly isAct: boolean;
}

const look = (permission: Permission): Needs => ({ permission, isAct: false });
const act = (permission: Permission): Needs => ({ permission, isAct: true });

export const COMMAND_NEEDS: Readonly<Record<Command['kind'], Needs>> = {
  health: look('readHealth'),
  history: look('readHealth'),
  incident: look('readHealth'),
  maintenance: look('readHealth'),
  overview: look('readHealth'),
  access: look('readHealth'),
  customers: look('readHealth'),
  watches: look('readHealth'),
  status: look('readHealth'),
  help: look('readHealth'),
  empty: look('readHealth'),
  unknown: look('readHealth'),
  // The form that it opens is nothing yet.
  request: look('raiseRequest'),
  requestNumber: look('readRequests'),
  requests: look('readRequests'),
  myRequests: look('readRequests'),
  helpdesk: look('readRequests'),
  helpdeskHere: act('setHelpdesk'),
  helpdeskOff: act('setHelpdesk'),
  watch: act('setWatch'),
  unwatch: act('setWatch'),
  audit: look('readAudit'),
  consent: look('renewConsent'),
};
