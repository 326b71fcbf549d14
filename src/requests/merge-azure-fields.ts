import { boundText } from './bound-text.ts';
import { LIMITS } from './limits.ts';
import type { AzureTicketFields } from './request.ts';

type Edit = { readonly [Key in keyof AzureTicketFields]?: AzureTicketFields[Key] | undefined };
type TextField = Exclude<keyof AzureTicketFields, 'diagnosticConsent'>;

/**
 * An Azure ticket's fields after an edit. What was chosen for another thing is cleared, unless the edit chooses anew: the resource with its
 * subscription, the problem with its Azure service, the Azure service with the service of the request, and each name with its id.
 */
export function mergeAzureFields(
  fields: AzureTicketFields,
  edit: Edit,
  { isOtherService }: { readonly isOtherService: boolean },
): AzureTicketFields {
  const pick = (field: TextField, isStale: boolean): string => {
    const edited = edit[field] === undefined ? undefined : boundText(edit[field], LIMITS.draft);
    // A card that was drawn before the change still sends what was chosen then.
    if (isStale) return edited === undefined || edited === fields[field] ? '' : edited;
    return edited ?? fields[field];
  };
  // A name goes with its id: two subscriptions may well be called alike.
  const nameOf = (name: TextField, id: TextField, chosen: string): string => {
    if (chosen === '') return '';
    if (edit[name] !== undefined && edit[id] === chosen) return boundText(edit[name], LIMITS.draft);
    return chosen === fields[id] ? fields[name] : '';
  };
  const subscriptionId = pick('subscriptionId', false);
  const isOtherSubscription = subscriptionId !== fields.subscriptionId;
  const serviceId = pick('serviceId', isOtherService);
  const isOtherAzureService = serviceId !== fields.serviceId;
  const problemId = pick('problemId', isOtherAzureService);
  return {
    subscriptionId,
    subscriptionName: nameOf('subscriptionName', 'subscriptionId', subscriptionId),
    serviceId,
    serviceName: nameOf('serviceName', 'serviceId', serviceId),
    problemId,
    problemName: nameOf('problemName', 'problemId', problemId),
    resourceId: pick('resourceId', isOtherSubscription),
    diagnosticConsent: edit.diagnosticConsent ?? fields.diagnosticConsent,
  };
}
