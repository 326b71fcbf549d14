import type { ServiceRequest } from '../../requests/request.ts';
import type { MessageKey } from '../languages/speech.ts';

/** The way through a vendor's portal, as its own documentation tells it. */
export interface HandoffWay {
  readonly title: MessageKey;
  /** In their order; each may name the customer, the subscription and the severity. */
  readonly steps: readonly MessageKey[];
  readonly notes: readonly MessageKey[];
  /** Whether what a severity means there is known. */
  readonly tellsSeverity: boolean;
  readonly open: MessageKey;
}

/** Partner Center "report problems on behalf of a customer": Office 365, Dynamics 365, EMS. */
const MICROSOFT_365: HandoffWay = {
  title: 'handoff.title.microsoft365',
  steps: [
    'handoff.step.openAdmin',
    'handoff.step.newRequest',
    'handoff.step.paste',
    'handoff.step.contact',
    'handoff.step.submit365',
    'handoff.step.number',
  ],
  notes: ['handoff.note.path365', 'handoff.note.marketplace'],
  tellsSeverity: true,
  open: 'button.portal',
};

/** The same article on Azure. */
const AZURE: HandoffWay = {
  title: 'handoff.title.azure',
  steps: [
    'handoff.step.openAzure',
    'handoff.step.newAzure',
    'handoff.step.plan',
    'handoff.step.paste',
    'handoff.step.contact',
    'handoff.step.submitAzure',
    'handoff.step.number',
  ],
  notes: ['handoff.note.pathAzure', 'handoff.note.marketplace'],
  tellsSeverity: true,
  open: 'button.portalAzure',
};

/** Partner Center operated by 21Vianet: the same article of its own; no link leads straight to the customer. */
const CHINA: HandoffWay = {
  title: 'handoff.title.china',
  steps: [
    'handoff.step.openChina',
    'handoff.step.findChina',
    'handoff.step.newChina',
    'handoff.step.submitChina',
    'handoff.step.contact',
    'handoff.step.agentChina',
    'handoff.step.number',
  ],
  notes: ['handoff.note.china'],
  tellsSeverity: false,
  open: 'handoff.button.china',
};

const WAYS: Readonly<Record<ServiceRequest['customer']['cloud'], (isAzure: boolean) => HandoffWay>> = {
  global: (isAzure) => (isAzure ? AZURE : MICROSOFT_365),
  china: () => CHINA,
};

export function chooseWay({ customer, service, severity }: ServiceRequest): HandoffWay {
  const way = WAYS[customer.cloud](service.isAzure);
  const isDynamics = way === MICROSOFT_365 && /dynamics/i.test(service.name);
  return {
    ...way,
    steps: way.steps.map((step) =>
      step === 'handoff.step.paste' && severity === undefined ? 'handoff.step.pasteOnly' : step,
    ),
    notes: isDynamics ? ['handoff.note.dynamics', ...way.notes] : way.notes,
  };
}
