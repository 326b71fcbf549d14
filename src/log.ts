import type { Correlation } from './correlation.ts';

/**
 * Structured logging as the code sees it. Fields are facts (codes, counts, milliseconds, reference numbers): never a token, a secret,
 * a customer's data or what a person wrote.
 */
export interface Log {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
}

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** The same log, whose lines tell the question they belong to, where there is one. */
export function correlateLog(log: Log, correlation: Pick<Correlation, 'current'>): Log {
  const add = (level: keyof Log) => (fields: LogFields, message: string) => {
    const id = correlation.current;
    log[level](id === undefined ? fields : { correlation: id, ...fields }, message);
  };
  return { debug: add('debug'), info: add('info'), warn: add('warn'), error: add('error') };
}

/** What an error says of itself without its data: names and codes along its causes, and where it was thrown. */
export function describeError(error: unknown): LogFields {
  const names: string[] = [];
  let at: unknown = error;
  for (let depth = 0; at instanceof Error && depth < 5; depth += 1) {
    const code =
      'code' in at && (typeof at.code === 'string' || typeof at.code === 'number') ? `(${at.code})` : '';
    names.push(at.name + code);
    at = at.cause;
  }
  const stack =
    error instanceof Error
      ? error.stack?.split('\n').filter((line) => line.startsWith('    at '))
      : undefined;
  return { error: names.join(' < ') || typeof error, stack: stack?.slice(0, 6).join('\n') };
}
