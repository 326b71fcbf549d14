import { CLOUD_NAMES } from '../../clouds.ts';
import type { CustomerDirectory } from '../../customers/ports.ts';
import type { SeenCustomer, StaffAccess } from '../../staff/admission.ts';
import type { Limits } from '../../staff/limits.ts';
import type { AuditedTurn } from './audit-turn.ts';

/** `directory`: of all customers; some are limited by their domain, which a card or a stored row need not know. */
export function createLimits(
  directory: Pick<CustomerDirectory, 'get'>,
  access: StaffAccess,
  turn: Pick<AuditedTurn, 'touch' | 'name'>,
): Limits {
  function sees(customer: SeenCustomer): boolean {
    if (access.seesAll) return true;
    const known = directory.get(customer) ?? (customer.domain === undefined ? undefined : customer);
    return known !== undefined && access.sees(known);
  }
  return {
    access,
    sees,
    isFree: (permission) => access.seesAll && CLOUD_NAMES.every((cloud) => access.may(permission, cloud)),
    touch: (customer) => turn.touch(customer),
    name: (subject) => turn.name(subject),
    open(permission, customer) {
      if (!sees(customer)) throw new Error('Somebody asked for a customer that is hidden from them.');
      turn.touch(customer, access.may(permission, customer.cloud) ? undefined : permission);
      access.require(permission, customer.cloud);
    },
  };
}
