import { limitDesk } from '../../requests/limit-desk.ts';
import type { Limits } from '../../staff/limits.ts';
import type { RequestParts } from '../requests/parts.ts';

/** Service requests as one person may use them: ours, Azure's lists to choose from, and those in Partner Center. */
export function limitRequestParts(parts: RequestParts, limits: Limits): RequestParts {
  const { azureSupport, partnerCenter, annotate } = parts;
  return {
    ...parts,
    desk: limitDesk(parts.desk, limits),
    azureSupport: {
      async listSubscriptions(customer, signal) {
        limits.open('raiseRequest', customer);
        return azureSupport.listSubscriptions(customer, signal);
      },
      async listServices(customer, signal) {
        limits.open('raiseRequest', customer);
        return azureSupport.listServices(customer, signal);
      },
      async listProblems(customer, serviceId, signal) {
        limits.open('raiseRequest', customer);
        return azureSupport.listProblems(customer, serviceId, signal);
      },
    },
    partnerCenter: {
      canRead: (cloud) => partnerCenter.canRead(cloud),
      async list(customer, signal) {
        limits.open('readRequests', customer);
        return partnerCenter.list(customer, signal);
      },
      async get(customer, id, signal) {
        limits.open('readRequests', customer);
        return partnerCenter.get(customer, id, signal);
      },
    },
    async annotate(customer, id, note, signal) {
      limits.open('workOnRequest', customer);
      return annotate(customer, id, note, signal);
    },
  };
}
