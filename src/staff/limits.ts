import type { SeenCustomer, StaffAccess } from './admission.ts';
import type { Permission } from './permissions.ts';

/** What one question of one person may see and do. */
export interface Limits {
  readonly access: StaffAccess;
  /** Whether the person may know of this customer. Of one that is not known to be ours only who sees all may know. */
  sees(customer: SeenCustomer): boolean;
  /** Whether it may be done for every customer there is: then none need be looked at first. */
  isFree(permission: Permission): boolean;
  /** Tells that data of the customer is opened, or something done for it. */
  touch(customer: SeenCustomer): void;
  /** Tells what it is about, besides customers: `watch:7`. */
  name(subject: string): void;
  /**
   * Before data of a customer is opened, or something done for it: tells so, or that it is refused, and then throws `NotAllowed`. A customer that is
   * hidden is told of to nobody: that anyone asks for it is a fault of ours, and an error like any other.
   */
  open(permission: Permission, customer: SeenCustomer): void;
}
