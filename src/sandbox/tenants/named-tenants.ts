import type { CloudName } from '../../clouds.ts';
import { guidFrom } from '../accounts.ts';
import { SERVICE_SETS, type ServiceSet } from '../health/services.ts';
import type { Tenant, TenantBehaviour } from './tenant.ts';

/** key, name, domain, country, services, and what is special. */
type Row = readonly [string, string, string, string, ServiceSet, TenantBehaviour?];

/** Microsoft's fictitious companies, and a few made up in the same spirit for languages those lack. */
const GLOBAL: readonly Row[] = [
  ['contoso', 'Contoso', 'contoso.com', 'US', 'large'],
  ['contoso-pharma', 'Contoso Pharmaceuticals', 'contosopharma.onmicrosoft.com', 'CH', 'large'],
  ['contoso-suites', 'Contoso Suites', 'contososuites.onmicrosoft.com', 'US', 'medium'],
  ['fabrikam', 'Fabrikam, Inc.', 'fabrikam.com', 'US', 'large'],
  ['fabrikam-residences', 'Fabrikam Residences', 'fabrikamresidences.onmicrosoft.com', 'US', 'small'],
  ['northwind', 'Northwind Traders', 'northwindtraders.com', 'US', 'medium'],
  ['adventure-works', 'Adventure Works Cycles', 'adventure-works.com', 'US', 'large'],
  ['tailspin', 'Tailspin Toys', 'tailspintoys.com', 'US', 'medium', 'slow'],
  ['wingtip', 'Wingtip Toys', 'wingtiptoys.com', 'GB', 'medium'],
  ['wide-world', 'Wide World Importers', 'wideworldimporters.com', 'NL', 'large'],
  ['litware', 'Litware, Inc.', 'litware.onmicrosoft.com', 'US', 'medium', 'noConsent'],
  ['proseware', 'Proseware, Inc.', 'proseware.onmicrosoft.com', 'US', 'medium', 'forbidden'],
  ['a-datum', 'A. Datum Corporation', 'adatum.com', 'DE', 'medium'],
  ['woodgrove', 'Woodgrove Bank', 'woodgrovebank.com', 'US', 'large'],
  ['alpine', 'Alpine Ski House', 'alpineskihouse.com', 'AT', 'quiet'],
  ['fourth-coffee', 'Fourth Coffee', 'fourthcoffee.com', 'US', 'small'],
  ['graphic-design', 'Graphic Design Institute', 'graphicdesigninstitute.com', 'GB', 'medium'],
  ['humongous', 'Humongous Insurance', 'humongousinsurance.com', 'US', 'large'],
  ['margies', "Margie's Travel", 'margiestravel.com', 'AU', 'small'],
  ['fine-art', 'School of Fine Art', 'fineartschool.net', 'IT', 'small'],
  ['southridge', 'Southridge Video', 'southridgevideo.com', 'CA', 'small'],
  ['trey', 'Trey Research <R&D> [EMEA]', 'treyresearch.net', 'IE', 'medium'],
  ['vanarsdel', 'VanArsdel, Ltd.', 'vanarsdelltd.com', 'GB', 'medium'],
  ['lucerne', 'Lucerne Publishing', 'lucernepublishing.com', 'CH', 'medium'],
  ['coho-winery', 'Coho Winery', 'cohowinery.com', 'FR', 'small'],
  ['coho-vineyard', 'Coho Vineyard', 'cohovineyard.com', 'FR', 'small'],
  ['relecloud', 'Relecloud', 'relecloud.com', 'SG', 'large'],
  ['best-for-you', 'Best For You Organics', 'bestforyouorganics.com', 'NZ', 'small'],
  ['munsons', "Munson's Pickles and Preserves Farm", 'munsonspickles.onmicrosoft.com', 'US', 'small'],
  ['bellows', 'Bellows College', 'bellowscollege.com', 'US', 'medium'],
  ['nod', 'Nod Publishers', 'nodpublishers.com', 'US', 'small'],
  ['lamna', 'Lamna Healthcare Company', 'lamnahealthcare.com', 'US', 'large'],
  ['legere', 'Légère Boulangerie', 'legereboulangerie.onmicrosoft.com', 'FR', 'small'],
  ['generique', 'Société Générique du Rhône', 'generiquerhone.onmicrosoft.com', 'FR', 'medium'],
  ['ile-verte', "Hôtels de l'Île Verte", 'ileverte.onmicrosoft.com', 'FR', 'small'],
  ['haneul', '하늘전자', 'haneulelectronics.onmicrosoft.com', 'KR', 'large'],
  ['badasol', '바다솔 식품', 'badasolfoods.onmicrosoft.com', 'KR', 'small'],
  ['saebyeok', '새벽물류', 'saebyeoklogistics.onmicrosoft.com', 'KR', 'medium'],
  ['beichen', '北辰贸易（香港）', 'beichentrading.onmicrosoft.com', 'HK', 'small'],
];

const CHINA: readonly Row[] = [
  ['contoso-china', '康拓索（上海）有限公司', 'contosochina.partner.onmschina.cn', 'CN', 'chinaLarge'],
  ['fabrikam-china', 'Fabrikam China', 'fabrikamchina.partner.onmschina.cn', 'CN', 'chinaLarge'],
  ['qinghe', '清河精密制造', 'qinghe.partner.onmschina.cn', 'CN', 'chinaLarge'],
  ['yunshan', '云山茶业', 'yunshantea.partner.onmschina.cn', 'CN', 'chinaSmall'],
  ['xinglan', '星澜软件', 'xinglan.partner.onmschina.cn', 'CN', 'chinaLarge'],
  ['haitang', '海棠国际物流', 'haitang.partner.onmschina.cn', 'CN', 'chinaSmall', 'noConsent'],
];

function toTenants(cloud: CloudName, rows: readonly Row[]): Tenant[] {
  return rows.map(([key, name, domain, country, services, behaviour = 'normal'], index) => ({
    key,
    cloud,
    tenantId: guidFrom(`customer:${key}`),
    name,
    domain,
    country,
    services: SERVICE_SETS[services],
    spelling: index % 2 === 0 ? 'camelCase' : 'PascalCase',
    behaviour,
    isPartner: false,
    isGenerated: false,
  }));
}

/** The customers people meet in demonstrations and tests, in Partner Center's order. */
export const NAMED_TENANTS: readonly Tenant[] = [
  ...toTenants('global', GLOBAL),
  ...toTenants('china', CHINA),
];
