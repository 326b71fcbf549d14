import type { HealthReport, ReportedService } from '../../health/report.ts';
import { nameCustomer, refer, referToService } from './buttons.ts';
import type { Card } from './card.ts';
import { sayFreshness } from './footer.ts';
import { cutPage, sayRange, turnPage } from './pages.ts';
import { plain } from './plain.ts';
import type { Scene } from './scene.ts';
import { separateRows } from './separate.ts';
import { SIGNS, sayServiceState } from './signs.ts';
import { noteUnread } from './unread.ts';

const PAGE_SIZE = 15;

/** Every service of a customer, worst first, a page at a time; each row opens its service. */
export function presentServices(report: HealthReport, offset: number, scene: Scene): Card {
  const { customer, services, unread } = report;
  const { say } = scene.speech;
  const name = nameCustomer(customer);
  const page = cutPage(services, offset, PAGE_SIZE);
  const range = sayRange(page, scene);
  const partsThatMatter = unread.filter(({ part }) => part !== 'changes');
  const empty = say(partsThatMatter.length > 0 ? 'services.unread' : 'services.empty');

  return {
    template: 'services',
    summary: say('summary.list', { title: say('services.title'), name }),
    data: {
      title: say('services.title'),
      customer: name,
      range: range === '' ? '' : ` · ${range}`,
      rows: separateRows(
        page.items.map((service) => presentRow(service, report, scene)),
        false,
      ),
      empty: services.length === 0 ? [{ text: empty }] : [],
      unread: separateRows(noteUnread(customer, partsThatMatter, scene), true),
      freshness: `${sayFreshness(report.readAt, scene)} · ${plain(customer.domain, 60)}`,
      back: say('button.back'),
      health: refer(customer),
      pages: turnPage(page, scene, (at) => ({ ...refer(customer), offset: at })),
    },
  };
}

function presentRow(service: ReportedService, { customer }: HealthReport, { speech }: Scene) {
  const name = plain(service.name, 60);
  return {
    ...SIGNS[service.severity],
    name,
    state: sayServiceState(service, speech),
    open: speech.say('button.detailsOf', { name }),
    ref: referToService(customer, service.name),
  };
}
