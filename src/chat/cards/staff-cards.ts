import type { Reader } from '../../reader.ts';
import type { AdmissionRefusal } from '../../staff/admission.ts';
import type { EpochMs } from '../../time.ts';
import { notDone, withEnding } from '../access/ending.ts';
import type { Reply } from '../reply.ts';
import type { Card } from './card.ts';
import { type AskedOfAudit, type AuditPage, presentAudit } from './present-audit.ts';
import {
  type DueConsent,
  presentConsentDue,
  presentConsentRenewed,
  presentConsents,
  type RenewedConsent,
  type ShownConsent,
} from './present-consent.ts';
import { type MissingPermission, presentStaffNotice, type StaffNotice } from './present-staff-notice.ts';
import type { CardRenderer } from './render.ts';
import type { Scene } from './scene.ts';

/** The cards about who may do what, and who did. */
export interface StaffCards {
  /** Says nothing of customers, nor of this deployment. */
  notAdmitted(reason: AdmissionRefusal, reader: Reader): Reply;
  /** `retryAt`: when asking again makes sense, where that is known. */
  rolesUnread(retryAt: EpochMs | undefined, reader: Reader): Reply;
  /** Their role does not allow it: who may, and what they can do instead. */
  notAllowed(missing: MissingPermission, reader: Reader): Reply;
  /** More questions at once than are answered. */
  tooMany(reader: Reader): Reply;
  /** An act could not be written on the audit trail, and was not done. */
  notRecorded(reader: Reader): Reply;
  /** The audit trail is shown to who asks for one customer at a time. */
  whoseAudit(reader: Reader): Reply;
  /** Who did what; `page` holds at most `AUDIT_LINES_A_PAGE`. */
  audit(page: AuditPage, asked: AskedOfAudit, reader: Reader): Reply;
  /** The partner user's sign-in lapses soon, or has. For one person's eyes where it has a `url`. */
  consentDue(due: DueConsent, reader: Reader): Reply;
  consentRenewed(renewed: RenewedConsent, reader: Reader): Reply;
  /** How long each sign-in lasts. `isPrivate`: nobody but who asked sees the card; elsewhere it has no buttons to sign in. */
  consents(consents: readonly ShownConsent[], isPrivate: boolean, reader: Reader): Reply;
}

/** `setScene`: the words and times for a reader, now. */
export function createStaffCards(renderer: CardRenderer, setScene: (reader: Reader) => Scene): StaffCards {
  const renderOne = (present: (scene: Scene) => Card, reader: Reader) =>
    renderer.render(present(setScene(reader)));
  const notify = (notice: StaffNotice, reader: Reader) =>
    renderOne((scene) => presentStaffNotice(notice, scene), reader);

  return {
    notAdmitted: (reason, reader) => notify({ kind: 'notAdmitted', reason }, reader),
    rolesUnread: (retryAt, reader) => notify({ kind: 'rolesUnread', retryAt }, reader),
    notAllowed: (missing, reader) => notify({ kind: 'notAllowed', ...missing }, reader),
    tooMany: (reader) => notify({ kind: 'tooMany' }, reader),
    whoseAudit: (reader) => withEnding(notify({ kind: 'whoseAudit' }, reader), notDone('limited')),
    notRecorded: (reader) => notify({ kind: 'notRecorded' }, reader),
    audit: (page, asked, reader) => renderOne((scene) => presentAudit(page, asked, scene), reader),
    consentDue: (due, reader) => renderOne((scene) => presentConsentDue(due, scene), reader),
    consentRenewed: (renewed, reader) => renderOne((scene) => presentConsentRenewed(renewed, scene), reader),
    consents: (consents, isPrivate, reader) =>
      renderOne((scene) => presentConsents(consents, isPrivate, scene), reader),
  };
}
