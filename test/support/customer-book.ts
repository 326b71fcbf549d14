import type { Customer } from '../../src/customers/customer.ts';
import { type CustomerIndex, indexCustomers } from '../../src/customers/index-customers.ts';

/** A customer with only what a test cares about. */
export function customer(name: string, domain = 'example.org', more: Partial<Customer> = {}): Customer {
  return { cloud: 'global', tenantId: `id of ${name} at ${domain}`, name, domain, ...more };
}

/** The index of these customers, built without giving way. */
export function indexNow(customers: Iterable<Customer>): CustomerIndex {
  const building = indexCustomers(customers);
  let step = building.next();
  while (!step.done) step = building.next();
  return step.value;
}

/** A partner's customers in the languages of the bot, some sharing a word. */
export const BOOK: readonly Customer[] = [
  customer('Contoso', 'contoso.com', { tenantId: '0a1b2c3d-1111-4222-8333-444455556666' }),
  customer('Contoso Pharmaceuticals', 'contosopharma.com'),
  customer('Contoso Suites', 'contososuites.co.uk'),
  customer('Fabrikam Ltd', 'fabrikam.com'),
  customer('Fabrikam Residences', 'fabrikamresidences.com'),
  customer("Margie's Travel", 'margiestravel.com'),
  customer('Northwind Traders', 'northwindtraders.onmicrosoft.com'),
  customer('Wide World Importers, Inc.', 'wideworldimporters.com'),
  customer('A. Datum Corporation', 'adatum.com'),
  customer('Adatum Labs', 'adatum-labs.technology'),
  customer('Smith & Sons', 'smith-sons.co.uk'),
  customer('Booking.com', 'booking.example'),
  customer('Groupe Légère', 'groupe-legere.fr'),
  customer('Cœur de Forêt S.A.R.L.', 'coeurdeforet.fr'),
  customer('Straße & Søn GmbH', 'strasse-soen.de'),
  customer('Hôtel Château Bleu', 'chateaubleu.fr'),
  customer('Hôtel Château Noir', 'chateaunoir.fr'),
  customer('(주)한빛소프트', 'hanbitsoft.co.kr'),
  customer('한빛 전자', 'hanbit-electronics.kr'),
  customer('콘토소 코리아 주식회사', 'contoso.kr'),
  customer('LG전자', 'lge.kr'),
  customer('서울병원', 'seoulhospital.kr'),
  customer('上海睿科信息技术有限公司', 'ruike.partner.onmschina.cn', { cloud: 'china' }),
  customer('北京睿科科技有限公司', 'bjruike.partner.onmschina.cn', { cloud: 'china' }),
  customer('世纪华联', 'hualian.cn', { cloud: 'china' }),
  customer('Lucerne Publishing', 'lucerne.com'),
  customer('Lucerne Publishing', 'lucerne.cn', { cloud: 'china' }),
  customer('Trey Research', 'trey.example'),
  customer('Bücher Müller', 'xn--bcher-kva.de'),
];
