import type { CloudName } from '../../clouds.ts';
import type { AdmissionRefusal } from '../../staff/admission.ts';
import type { Permission } from '../../staff/permissions.ts';
import { ROLES } from '../../staff/role.ts';
import type { EpochMs } from '../../time.ts';
import type { MessageKey } from '../languages/speech.ts';
import type { Card } from './card.ts';
import { sayOrigin } from './footer.ts';
import type { CardLink, PageLink } from './incident-links.ts';
import { listRoles, sayWhoMay } from './role-words.ts';
import type { Scene } from './scene.ts';
import { asRows } from './text-rows.ts';

/** What somebody's role does not allow, for customers of which cloud; undefined: it was about no customer. */
export interface MissingPermission {
  readonly permission: Permission;
  readonly cloud: CloudName | undefined;
  /** To the card whose button was pressed, which this one takes the place of. */
  readonly back?: Omit<CardLink, 'title'> | undefined;
}

/** Why somebody gets no answer, or why something was not done. Says nothing of customers or of the deployment. */
export type StaffNotice =
  | { readonly kind: 'notAdmitted'; readonly reason: AdmissionRefusal }
  /** `retryAt`: when asking again makes sense, where that is known. */
  | { readonly kind: 'rolesUnread'; readonly retryAt: EpochMs | undefined }
  | ({ readonly kind: 'notAllowed' } & MissingPermission)
  /** More questions at once than are answered. */
  | { readonly kind: 'tooMany' }
  /** Of which customer the audit trail is to be shown; not of all at once. */
  | { readonly kind: 'whoseAudit' }
  /** The audit trail could not be written. */
  | { readonly kind: 'notRecorded' };

/** A short answer about who may do what. */
export interface Told {
  readonly style: 'emphasis' | 'warning' | 'attention' | 'good';
  readonly title: string;
  readonly lines: readonly string[];
  readonly links?: readonly PageLink[];
  readonly actions?: readonly CardLink[];
}

/** What somebody can do instead; of the others there is only to ask. */
const INSTEAD: Readonly<Record<Permission, MessageKey>> = {
  readHealth: 'notAllowed.other.instead',
  readRequests: 'notAllowed.other.instead',
  raiseRequest: 'notAllowed.raiseRequest.instead',
  workOnRequest: 'notAllowed.workOnRequest.instead',
  followIncident: 'notAllowed.followIncident.instead',
  setWatch: 'notAllowed.setWatch.instead',
  setHelpdesk: 'notAllowed.setHelpdesk.instead',
  readAudit: 'notAllowed.readAudit.instead',
  renewConsent: 'notAllowed.renewConsent.instead',
};

/** Says calmly what did not happen, who may, and what to do now. */
export function presentStaffNotice(notice: StaffNotice, scene: Scene): Card {
  return layOutTold(tell(notice, scene), scene);
}

export function layOutTold({ style, title, lines, links = [], actions = [] }: Told, scene: Scene): Card {
  return {
    template: 'staff-notice',
    summary: [title, ...lines.slice(0, 1)].join(' '),
    data: { style, title, lines: asRows(lines), links, actions, notes: sayOrigin(scene) },
  };
}

function tell(notice: StaffNotice, scene: Scene): Told {
  const { speech, times, now } = scene;
  const { say } = speech;
  switch (notice.kind) {
    case 'notAdmitted': {
      const { reason } = notice;
      const title = say(`notAdmitted.${reason}.title`);
      if (reason !== 'noRole')
        return { style: 'emphasis', title, lines: [say(`notAdmitted.${reason}.body`)] };
      const roles = listRoles(ROLES, speech);
      return {
        style: 'emphasis',
        title,
        lines: [say('notAdmitted.noRole.body', { roles }), say('role.assign')],
      };
    }
    case 'rolesUnread': {
      const { retryAt } = notice;
      const again =
        retryAt === undefined || retryAt <= now
          ? say('rolesUnread.again')
          : say('rolesUnread.againAt', { time: times.moment(retryAt, now) });
      return {
        style: 'warning',
        title: say('rolesUnread.title'),
        lines: [say('rolesUnread.body'), again],
      };
    }
    case 'notAllowed':
      return tellNotAllowed(notice, scene);
    case 'tooMany':
      return { style: 'emphasis', title: say('tooMany.title'), lines: [say('tooMany.body')] };
    case 'whoseAudit':
      return { style: 'emphasis', title: say('audit.whose.title'), lines: [say('audit.whose.body')] };
    case 'notRecorded':
      return { style: 'warning', title: say('notRecorded.title'), lines: [say('notRecorded.body')] };
  }
}

function tellNotAllowed({ permission, cloud, back }: MissingPermission, { speech }: Scene): Told {
  const { say } = speech;
  const ways: CardLink[] = back ? [{ ...back, title: say('button.back') }] : [];
  // Who asks to sign in again may as well have meant what customers consented to.
  const other: CardLink =
    permission === 'renewConsent'
      ? { title: say('help.access'), verb: 'show-access', data: { offset: 0 } }
      : { title: say('button.overview'), verb: 'show-overview', data: { offset: 0 } };
  return {
    style: 'emphasis',
    title: say(`notAllowed.${permission}.title`),
    lines: [...sayWhoMay(permission, cloud, speech), say(INSTEAD[permission]), say('role.assign')],
    actions: permission === 'readHealth' ? [] : [...ways, other],
  };
}
