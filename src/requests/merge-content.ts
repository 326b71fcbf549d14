import type { EpochMs } from '../time.ts';
import { boundText } from './bound-text.ts';
import { chooseRoutes, offersRoute } from './choose-routes.ts';
import { LIMITS } from './limits.ts';
import { mergeAzureFields } from './merge-azure-fields.ts';
import type {
  AzureTicketFields,
  RequestCategory,
  RequestContact,
  RequestContent,
  RequestCustomer,
  RequestedService,
  RequestRoute,
  RequestSeverity,
} from './request.ts';

/** What was typed into a form. A field that is not there stays as it is; what is chosen or dated is emptied by a field that is undefined. */
export interface DraftEdit {
  readonly service?: RequestedService | undefined;
  readonly incidents?: readonly string[] | undefined;
  readonly category?: RequestCategory | undefined;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly startedAt?: EpochMs | undefined;
  readonly affected?: string | undefined;
  readonly severity?: RequestSeverity | undefined;
  readonly contact?: Optional<RequestContact> | undefined;
  readonly azure?: Optional<AzureTicketFields> | undefined;
  readonly route?: RequestRoute | undefined;
}

type Optional<T> = { readonly [Key in keyof T]?: T[Key] | undefined };

/**
 * A form's content after an edit. Texts are kept as typed, right or wrong, up to 100,000 UTF-16 units each. Another service, Azure service
 * or subscription clears what was chosen for the one before. A route that the service or the customer's cloud does not have is not taken;
 * where the service no longer has the route that was chosen, the most fitting one takes its place.
 */
export function mergeContent(
  content: RequestContent,
  edit: DraftEdit,
  customer: RequestCustomer,
): RequestContent {
  const service = edit.service === undefined ? content.service : boundService(edit.service);
  const isOtherService = service.name !== content.service.name || service.isAzure !== content.service.isAzure;
  const asked = edit.route ?? content.route;
  return {
    service,
    incidents: edit.incidents === undefined ? content.incidents : boundIncidents(edit.incidents),
    category: 'category' in edit ? edit.category : content.category,
    title: write(content.title, edit.title),
    description: write(content.description, edit.description),
    startedAt: 'startedAt' in edit ? dropNaN(edit.startedAt) : content.startedAt,
    affected: write(content.affected, edit.affected),
    severity: 'severity' in edit ? edit.severity : content.severity,
    contact: mergeContact(content.contact, edit.contact ?? {}),
    azure: mergeAzureFields(content.azure, edit.azure ?? {}, { isOtherService }),
    route: offersRoute({ customer, service }, asked)
      ? asked
      : offersRoute({ customer, service }, content.route)
        ? content.route
        : fallBack(customer, service),
  };
}

function fallBack({ cloud }: RequestCustomer, { isAzure }: RequestedService): RequestRoute {
  return chooseRoutes({ cloud, isAzure, hasSubscriptions: false })[0] ?? 'helpdesk';
}

/** JSON has no such number: it would come back as something else. */
function dropNaN(at: EpochMs | undefined): EpochMs | undefined {
  return Number.isFinite(at) ? at : undefined;
}

function write(current: string, edited: string | undefined): string {
  return edited === undefined ? current : boundText(edited, LIMITS.draft);
}

function boundService({ name, isAzure }: RequestedService): RequestedService {
  return { name: boundText(name, LIMITS.draft), isAzure };
}

function boundIncidents(ids: readonly string[]): readonly string[] {
  const bounded = ids.map((id) => boundText(id.trim(), LIMITS.incidentId)).filter((id) => id !== '');
  return [...new Set(bounded)].slice(0, LIMITS.incidents);
}

function mergeContact(contact: RequestContact, edit: Optional<RequestContact>): RequestContact {
  return {
    firstName: write(contact.firstName, edit.firstName),
    lastName: write(contact.lastName, edit.lastName),
    email: write(contact.email, edit.email),
    phone: write(contact.phone, edit.phone),
    country: write(contact.country, edit.country),
  };
}
