import { guidFrom } from '../accounts.ts';
import { subscriptionsOf } from '../azure/subscriptions.ts';
import type { Tenant } from '../tenants/tenant.ts';

/** `delegatedAdminServiceManagementDetail`: where the services of a customer are managed, for a partner who is signed in. */
export function listServiceLinks(tenant: Tenant) {
  const { tenantId, domain, services, key } = tenant;
  const owned: readonly string[] = services;
  const links: readonly (readonly [serviceName: string, url: string])[] = [
    ['Azure Active Directory', `https://aad.portal.azure.com/${domain}`],
    ['Microsoft Entra', `https://entra.microsoft.com/${domain}`],
    [
      'Microsoft 365 admin center',
      `https://admin.microsoft.com/Partner/BeginClientSession.aspx?CTID=${tenantId}&CSDEST=o365admincenter`,
    ],
    ['Microsoft 365 Lighthouse', 'https://lighthouse.microsoft.com'],
    ...(owned.includes('Exchange')
      ? ([
          [
            'Exchange',
            `https://admin.exchange.microsoft.com/?landingpage=homepage&form=mac_sidebar&delegatedOrg=${domain}`,
          ],
        ] as const)
      : []),
    ...(owned.includes('microsoftteams')
      ? ([['Teams', `https://admin.teams.microsoft.com/?delegatedOrg=${domain}`]] as const)
      : []),
    ...(owned.includes('DynamicsCRM')
      ? ([
          ['Dynamics 365 Business Central', `https://businesscentral.dynamics.com/${tenantId}/admin`],
        ] as const)
      : []),
    ...(owned.includes('Intune')
      ? ([['Microsoft Intune', `https://intune.microsoft.com/${domain}`]] as const)
      : []),
    ...(subscriptionsOf(tenant).length > 0
      ? ([['Azure', `https://portal.azure.com/${domain}`]] as const)
      : []),
  ];
  return links.map(([serviceName, serviceManagementUrl]) => ({
    '@odata.type': '#microsoft.graph.delegatedAdminServiceManagementDetail',
    id: guidFrom(`${key}:${serviceName}`),
    serviceName,
    serviceManagementUrl,
  }));
}
