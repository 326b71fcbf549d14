import type { CloudName } from '../clouds.ts';
import type { CustomerRef } from '../customers/customer.ts';
import type { CustomerSource } from '../customers/ports.ts';
import { ReadError } from '../errors.ts';
import type { ServiceCommunications } from '../health/ports.ts';
import type { PartnerAccount } from '../partner-account.ts';
import { DEFAULT_TIMINGS, type Observe, type Runtime, type Timings } from './call.ts';
import { type CloudCommunications, createCloudCommunications } from './graph/service-communications.ts';
import { createCustomerSource } from './partner-center/customer-source.ts';
import { createReadCustomersPage } from './partner-center/customers-page.ts';
import { createSend } from './policy/send.ts';
import { createAuthorizedSend } from './sign-in/authorized-send.ts';
import { createRequestToken } from './sign-in/request-token.ts';
import { createSignIn } from './sign-in/sign-in.ts';

export interface MicrosoftOptions extends Pick<Runtime, 'fetch' | 'clock' | 'sleep' | 'random'> {
  /** At most one a cloud. */
  readonly accounts: readonly PartnerAccount[];
  /** Origin that stands in for every Microsoft host (`MICROSOFT_UPSTREAM`); undefined: the real ones. */
  readonly upstream: string | undefined;
  /** Told of every attempt, for metrics. */
  readonly observe?: Observe;
  /** Default `DEFAULT_TIMINGS`. */
  readonly timings?: Partial<Timings>;
}

export interface Microsoft {
  /** One an account. */
  readonly customerSources: CustomerSource[];
  /** Of the customers of every account. A customer in a cloud without account is `notFound`. */
  readonly serviceCommunications: ServiceCommunications;
}

/**
 * The clients of Microsoft's services in every cloud there is an account for. Calls of all of them go through one policy; tokens and
 * calls never cross from one account, and so from one cloud, to another.
 */
export function createMicrosoft(options: MicrosoftOptions): Microsoft {
  const { fetch, clock, sleep, random, upstream, observe = () => {} } = options;
  const timings = { ...DEFAULT_TIMINGS, ...options.timings };
  const runtime: Runtime = { fetch, clock, sleep, random, upstream, observe, timings };
  const send = createSend(runtime);

  const clouds = new Map<CloudName, CloudCommunications>();
  const customerSources = options.accounts.map((account) => {
    const signIn = createSignIn(runtime, createRequestToken(runtime, send, account));
    const authorizedSend = createAuthorizedSend(send, signIn);
    clouds.set(account.cloud, createCloudCommunications(runtime, account.cloud, authorizedSend));
    return createCustomerSource(account, createReadCustomersPage(runtime, account, authorizedSend));
  });

  function communicationsOf({ cloud }: CustomerRef): CloudCommunications {
    const found = clouds.get(cloud);
    if (found) return found;
    throw new ReadError('notFound', `No partner account is configured for the cloud ${cloud}`);
  }

  return {
    customerSources,
    serviceCommunications: {
      listServices: async (customer, signal) =>
        communicationsOf(customer).listServices(customer.tenantId, signal),
      listActiveIncidents: async (customer, signal) =>
        communicationsOf(customer).listActiveIncidents(customer.tenantId, signal),
      listPlannedChanges: async (customer, signal) =>
        communicationsOf(customer).listPlannedChanges(customer.tenantId, signal),
    },
  };
}
