import type { Links } from './chat/cards/card.ts';
import { matchServices } from './chat/grammar/service-topics.ts';
import { CLOUDS, type CloudName } from './clouds.ts';
import type { ServiceLinkBook } from './customers/service-links.ts';
import type { LinkedReports } from './incident-reports.ts';
import type { PartnerAccount } from './partner-account.ts';

/** Every page outside Teams that a card can open, from the clouds' own tables and what Microsoft gave for a customer. */
export function createLinks({
  accounts,
  serviceLinks,
  incidentReport,
}: {
  readonly accounts: readonly PartnerAccount[];
  readonly serviceLinks: ServiceLinkBook;
  /** Where who asks can fetch a post-incident report; undefined: nobody could reach it. */
  readonly incidentReport: LinkedReports['link'];
}): Links {
  const clientIds = new Map(accounts.map(({ cloud, clientId }) => [cloud, clientId]));
  return {
    serviceHealth: ({ cloud, tenantId }) => CLOUDS[cloud].links.serviceHealth(tenantId),
    portal(customer, service) {
      const { links } = CLOUDS[customer.cloud];
      if (!service) return links.serviceHealth(customer.tenantId);
      const own = serviceLinks.list(customer).find((link) => isSameService(link.service, service));
      if (own) return own.url;
      if (service.isAzure && links.azure) return links.azure(customer.domain);
      const documented = links.services.find((portal) => isSameService(portal.service, service));
      return documented?.url(customer) ?? links.serviceHealth(customer.tenantId);
    },
    fix({ cloud, tenantId }, code) {
      const clientId = clientIds.get(cloud);
      const consents = code === 'noConsent' || code === 'forbidden';
      return consents && clientId !== undefined
        ? CLOUDS[cloud].links.adminConsent(tenantId, clientId)
        : undefined;
    },
    serviceRequests({ cloud, tenantId, domain }, { isAzure }) {
      const { links } = CLOUDS[cloud];
      return isAzure && links.azure ? links.azure(domain) : links.serviceRequests(tenantId);
    },
    relationship: ({ cloud }) => relationshipPage(cloud),
    incidentReport: ({ cloud, tenantId }, incident, asker) =>
      incidentReport({ cloud, tenantId, incident }, asker),
  };
}

/** Microsoft documents no link to one customer's relationships: the list of customers leads there. */
function relationshipPage(cloud: CloudName): string {
  return CLOUDS[cloud].links.partnerCenter;
}

function isSameService(
  words: string,
  { id = '', name, isAzure }: { readonly id?: string; readonly name: string; readonly isAzure: boolean },
): boolean {
  if (isAzure) return /^(microsoft )?azure$/i.test(words.trim());
  return matchServices(words, [{ id, name }]).length > 0;
}
