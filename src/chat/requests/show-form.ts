import { CLOUDS } from '../../clouds.ts';
import type { HealthReport } from '../../health/report.ts';
import type { ContentProblem } from '../../requests/check-content.ts';
import { chooseRoutes } from '../../requests/choose-routes.ts';
import type { FormStep } from '../../requests/form-steps.ts';
import { OPEN_STATES, type ServiceRequest } from '../../requests/request.ts';
import type { Asked } from '../actions/with-customer.ts';
import type { Reply } from '../reply.ts';
import { listProblems, listServices } from './list-topics.ts';
import { readSubscriptions } from './read-subscriptions.ts';
import { createPatience, type Patience, within } from './within.ts';

/** Which step of a form to show, and with what. */
export interface ShownForm {
  readonly draft: ServiceRequest;
  readonly step: FormStep;
  readonly problems: readonly ContentProblem[];
  /** Words to find an Azure service or problem by. */
  readonly find: string;
  readonly offset: number;
}

/** Incidents and open requests that a form offers at most. */
const MOST_INCIDENTS = 8;
const MOST_OPEN = 3;

/** Draws a step of a form with what there is to choose from, as far as it can be told in a moment. */
export async function showForm(
  { draft, step, problems, find, offset }: ShownForm,
  { reader, context }: Asked,
  patience: Patience = createPatience(context.clock),
): Promise<Reply> {
  const { requests, reports, directory, cards } = context;
  const customer = directory.get(draft.customer) ?? draft.customer;
  const isTopical = draft.route === 'azureSupport' && (step === 'azure' || step === 'problem');
  const [report, listed, open, helpdesk, azureServices, azureProblems] = await Promise.all([
    // Only the first step offers what the report tells; no other waits for it.
    step === 'what' ? within(reports.read(customer), patience.createSignal()) : undefined,
    readSubscriptions(customer, context, patience),
    step === 'what'
      ? requests.desk.list({ customer, states: OPEN_STATES }, { offset: 0, limit: MOST_OPEN })
      : undefined,
    requests.desk.helpdesk.get(),
    isTopical && step === 'azure' ? listServices(draft, { find }, context, patience) : NONE,
    isTopical && step === 'problem' ? listProblems(draft, { find }, context, patience) : NONE,
  ]);
  const subscriptions = listed ?? [];
  const reply = cards.requestForm(
    {
      ...{ draft, step, problems, azureServices, azureProblems, subscriptions, find, offset },
      services: nameServices(report, draft),
      incidents: listIncidents(report),
      routes: chooseRoutes({
        cloud: customer.cloud,
        isAzure: draft.service.isAzure,
        hasSubscriptions: !listed || listed.length > 0,
      }),
      helpdesk: helpdesk?.conversation.name,
      open: open?.requests ?? [],
    },
    reader,
  );
  return { ...reply, form: draft.form };
}

const NONE = { kind: 'ready', items: [], total: 0 } as const;

/** The customer's services, affected ones first, and the draft's own. Azure is one of them, subscription by subscription. */
function nameServices(report: HealthReport | undefined, { service, customer }: ServiceRequest) {
  const hasAzure = CLOUDS[customer.cloud].capabilities.azure;
  const listed = (report?.services ?? []).map(({ name, subscriptions }) => ({
    name,
    isAzure: hasAzure && subscriptions.length > 0,
  }));
  const isListed = service.name === '' || listed.some(({ name }) => name === service.name);
  return isListed || listed.length === 0 ? listed : [service, ...listed];
}

function listIncidents(report: HealthReport | undefined) {
  const all = (report?.services ?? []).flatMap(({ name, incidents }) =>
    incidents.map(({ id, title }) => ({ id, title, service: name })),
  );
  return [...new Map(all.map((one) => [one.id, one])).values()].slice(0, MOST_INCIDENTS);
}
