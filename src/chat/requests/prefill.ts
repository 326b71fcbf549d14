import type { Customer } from '../../customers/customer.ts';
import { selectCustomerFacts } from '../../health/customer-facts.ts';
import type { Incident } from '../../health/incident.ts';
import type { ReportedService } from '../../health/report.ts';
import { rateIncident } from '../../health/severity.ts';
import type { Reader } from '../../reader.ts';
import type { RequestSeverity } from '../../requests/request.ts';
import type { EpochMs } from '../../time.ts';
import { sayIncidentState } from '../cards/signs.ts';
import { chooseVendorLanguage } from '../cards/vendor-text.ts';
import type { Languages } from '../languages/languages.ts';

/** What a form is opened about. */
export interface FormSubject {
  readonly customer: Customer;
  /** As the report names it; empty: the customer as a whole. */
  readonly service: string;
  readonly incident: Incident | undefined;
  /** The service in the customer's report; undefined: not read, or not there. */
  readonly reported: ReportedService | undefined;
  /** Whether reading the customer's health has ended, and when it was read; undefined: it could not be. */
  readonly isRead: boolean;
  readonly readAt: EpochMs | undefined;
}

/** What a form begins with. */
export interface Prefilled {
  readonly title: string;
  readonly description: string;
  readonly startedAt: EpochMs | undefined;
  readonly severity: RequestSeverity;
}

/** Of Microsoft's words in a description, in characters. */
const QUOTED = 600;

/**
 * Writes what is known already, in the language in which the vendor is written to, with every instant whole and in UTC: incident, impact,
 * start, and what was checked. What people are to add stands at the end, as headings.
 */
export function createPrefill(
  languages: Languages,
): (subject: FormSubject, reader: Reader, now: EpochMs) => Prefilled {
  return (subject, reader, now) => {
    const { customer, service, incident } = subject;
    const language = chooseVendorLanguage(customer, reader);
    const speech = languages.speech(language);
    const times = languages.times({ language, timeZone: 'UTC' });
    const { say } = speech;
    const facts = incident && selectCustomerFacts(incident, now);
    const about = service || facts?.services.join(', ') || '';
    const lines = [
      say('prefill.tenant', { tenant: `${customer.domain} (${customer.tenantId})` }),
      ...(about === '' ? [] : [say('prefill.service', { service: about })]),
      ...(incident
        ? [
            say('prefill.incident', {
              id: incident.id,
              title: incident.title,
              state: sayIncidentState(incident, speech),
            }),
          ]
        : []),
      ...(incident?.startedAt === undefined
        ? []
        : [say('prefill.since', { time: times.stamp(incident.startedAt) })]),
      ...(facts?.impact ? [say('prefill.impact', { impact: shortenText(facts.impact) })] : []),
      sayChecked(),
    ];
    function sayChecked(): string {
      if (!subject.isRead) return say('prefill.notYetRead');
      if (subject.readAt === undefined) return say('prefill.unread');
      const time = times.stamp(subject.readAt);
      if (facts?.latest) return say('prefill.checkedPost', { time, text: shortenText(facts.latest.text) });
      const isHealthy = subject.reported?.severity === 'healthy';
      return say(isHealthy ? 'prefill.checkedHealthy' : 'prefill.checked', { time });
    }
    return {
      title: incident
        ? say('prefill.title', { service: about || '–', title: incident.title, id: incident.id })
        : '',
      description: [lines.join('\n'), say('prefill.seen'), say('prefill.tried')].join('\n\n'),
      startedAt: incident?.startedAt,
      severity: chooseSeverity(incident),
    };
  };
}

function chooseSeverity(incident: Incident | undefined): RequestSeverity {
  const severity = incident && rateIncident(incident);
  if (severity === 'down') return 'A';
  return severity === 'advisory' || severity === 'recovered' ? 'C' : 'B';
}

function shortenText(text: string): string {
  const flat = text.replaceAll(/\s+/g, ' ').trim();
  if (flat.length <= QUOTED) return flat;
  // Chinese has no spaces, and an address may be long.
  const space = flat.lastIndexOf(' ', QUOTED);
  const kept = flat.slice(0, space > QUOTED / 2 ? space : QUOTED).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept.toWellFormed()} …`;
}
