/** The tables of who did what, and of secrets that change. */
export interface StaffTables {
  audit_chains: AuditChainTable;
  audit_lines: AuditLineTable;
  secrets: SecretTable;
}

/** One row a deployment: the end of its chain. Whoever appends has this row to himself. */
interface AuditChainTable {
  readonly deployment: string;
  readonly sequence: number;
  readonly hash: string;
}

/** Rows are only ever added. */
interface AuditLineTable {
  readonly deployment: string;
  readonly sequence: number;
  readonly at: number;
  /** JSON of the entry, exactly the text that `hash` is over. */
  readonly entry: string;
  readonly previous_hash: string;
  readonly hash: string;
  /** `customerKey`s of the entry between commas, with one at both ends; empty: it is about no customer. */
  readonly customers: string;
}

interface SecretTable {
  readonly deployment: string;
  readonly name: string;
  readonly version: number;
  readonly at: number;
  readonly sealed: string;
}
