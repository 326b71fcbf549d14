import type { CustomerDirectory } from '../customers/ports.ts';
import type { ServiceLinkBook } from '../customers/service-links.ts';
import type { Conversation } from '../delivery/conversation.ts';
import type { LatestAnswers } from '../delivery/latest-answers.ts';
import type { Estate, IncidentFinder } from '../health/estate/ports.ts';
import type { HistoryReader } from '../health/read-history.ts';
import type { ReportReader } from '../health/report-reader.ts';
import type { Log } from '../log.ts';
import type { StaffAccess } from '../staff/admission.ts';
import type { AuditBook } from '../staff/audit.ts';
import type { Consents } from '../staff/consents.ts';
import type { Clock, Random } from '../time.ts';
import type { AuditedTurn } from './access/audit-turn.ts';
import type { Cards } from './cards/cards.ts';
import type { Reply } from './reply.ts';
import type { RequestParts } from './requests/parts.ts';
import type { WatchParts } from './watch/parts.ts';

/** What the commands and actions work with: for one question of one person, who sees nothing else through it than they may. */
export interface ChatContext {
  /** What the person may do. */
  readonly access: StaffAccess;
  /** What the question leaves on the audit trail. */
  readonly turn: AuditedTurn;
  readonly audit: Pick<AuditBook, 'list'>;
  readonly consents: Consents;
  readonly directory: CustomerDirectory;
  readonly reports: ReportReader;
  readonly histories: HistoryReader;
  readonly estate: Estate;
  readonly incidents: IncidentFinder;
  readonly serviceLinks: ServiceLinkBook;
  readonly requests: RequestParts;
  readonly watch: WatchParts;
  readonly cards: Cards;
  readonly latestAnswers: LatestAnswers;
  /** Shows a reply in the place of a message that was answered already. Never rejects. */
  readonly showLater: (conversation: Conversation, messageId: string, reply: Reply) => Promise<void>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Told of every answer: which command or action, and how long it took in milliseconds. */
  readonly observe: (kind: string, durationMs: number) => void;
  /** How long a question waits for the first load of customers, in milliseconds. Default 1,000. */
  readonly loadWaitMs?: number;
}
