import type { Clock, Random } from '../../time.ts';
import type { Tokens } from '../sign-in/tokens.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { createSupportCatalogue } from './catalogue.ts';
import { changeSettings, DEFAULT_SETTINGS, type SettingsChange, type SupportSettings } from './settings.ts';
import { type AnswerSupport, createAnswerSupport } from './support.ts';
import type { TicketEntry } from './ticket.ts';
import { createTicketBook } from './ticket-book.ts';

/** Azure Support, for those who look after the sandbox. */
export interface SupportControl {
  get(): SupportSettings;
  /** What is left out stays. Throws when a value makes no sense. */
  set(change: SettingsChange): void;
  /** Every ticket that was ever asked for, oldest first. */
  listTickets(): readonly TicketEntry[];
}

export interface SimulatedSupport {
  readonly answer: AnswerSupport;
  readonly control: SupportControl;
}

export function createSimulatedSupport(
  parts: {
    readonly tenants: Tenants;
    readonly tokens: Tokens;
    readonly clock: Clock;
    readonly random: Random;
  },
  change: SettingsChange = {},
): SimulatedSupport {
  let settings = changeSettings(DEFAULT_SETTINGS, change);
  const current = () => settings;
  const book = createTicketBook(current, parts.clock, parts.random);
  const catalogue = createSupportCatalogue(() => new Set(settings.retired));
  const takeFailure = () => {
    const { times, ...failure } = settings.fail;
    if (times === 0) return undefined;
    settings = { ...settings, fail: { ...failure, times: times - 1 } };
    return failure;
  };
  return {
    answer: createAnswerSupport({ ...parts, catalogue, book, settings: current, takeFailure }),
    control: {
      get: current,
      set(wanted) {
        settings = changeSettings(settings, wanted);
      },
      listTickets: book.describe,
    },
  };
}
