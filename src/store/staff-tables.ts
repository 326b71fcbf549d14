/** The tables of who did what, and of secrets that change. */
export interface StaffTables {
  audit_chains: AuditChainTable;
  audit_lines: AuditLineTable;
  audit_customers: AuditCustomerTable;
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
  /** JSON of the entry, exactly the text that `hash` is over. */
  readonly entry: string;
  readonly previous_hash: string;
  readonly hash: string;
}

/** Which lines are about which customer: to find them quickly, nothing more. Rows are only ever added. */
interface AuditCustomerTable {
  readonly deployment: string;
  /** `customerKey` of the customer. */
  readonly customer: string;
  readonly sequence: number;
}

interface SecretTable {
  readonly deployment: string;
  readonly name: string;
  readonly version: number;
  readonly at: number;
  readonly sealed: string;
}
