import type { EpochMs } from '../../time.ts';
import type { Reader } from '../reader.ts';

/** The templates in `cards/`, by file name. */
export type TemplateName =
  | 'health'
  | 'service'
  | 'services'
  | 'changes'
  | 'choose-customer'
  | 'customers'
  | 'help'
  | 'notice';

/** What a presenter makes: a template and the data it needs. Texts in `data` that came from outside went through `plain`. */
export interface Card {
  readonly template: TemplateName;
  readonly data: Readonly<Record<string, unknown>>;
  /** One sentence for the notification and for clients that cannot draw the card (`fallbackText`). Plain text. */
  readonly summary: string;
}

/** What every presenter needs to know besides its subject. */
export interface View {
  readonly reader: Reader;
  readonly now: EpochMs;
  /** True when the data comes from the sandbox: every card says so. */
  readonly sandbox: boolean;
}
