/** A line of the audit trail was not kept, or nobody knows whether it was; the cause, where there is one, is what the store said. */
export class AuditUnkept extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'AuditUnkept';
  }
}
