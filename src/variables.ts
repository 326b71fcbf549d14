/** The environment as the readers of a configuration see it. */
export interface Variables {
  /** The trimmed value; undefined when unset or empty. */
  get(variable: string): string | undefined;
  /** Notes what is wrong with a variable and what to do; never with its value. */
  problem(variable: string, message: string): void;
  /** The text of a file. Throws when it cannot be read. */
  readFile(path: string): string;
}

/** Ids travel in addresses: a GUID or a domain name, and nothing that could change the path. */
const ID = /^[A-Za-z0-9][A-Za-z0-9.-]{0,127}$/;

/** A whole number within bounds; `usual` when unset, or wrong, which is noted. */
export function readWholeNumber(
  read: Variables,
  variable: string,
  { least, most, usual }: { least: number; most: number; usual: number },
): number {
  const text = read.get(variable);
  if (text === undefined) return usual;
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  read.problem(variable, `must be a whole number from ${least} to ${most}; leave it unset for ${usual}.`);
  return usual;
}

/** An http(s) origin; undefined when unset, or wrong, which is noted. */
export function readOrigin(
  read: Variables,
  variable: string,
  example: string,
  otherwise: string,
): string | undefined {
  const text = read.get(variable);
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (
    url &&
    /^https?:$/.test(url.protocol) &&
    url.pathname === '/' &&
    !url.search &&
    !url.hash &&
    !url.username
  )
    return url.origin;
  read.problem(variable, `must be an origin such as ${example}, without a path; ${otherwise}.`);
  return undefined;
}

/** An id that must be set; empty when it is missing or wrong, which is noted. */
export function needId(read: Variables, variable: string, what: string): string {
  const value = read.get(variable);
  if (value === undefined) read.problem(variable, `is missing: set it to ${what}.`);
  else if (!ID.test(value))
    read.problem(variable, `must be ${what}: letters, digits, dots and hyphens only.`);
  return value ?? '';
}
