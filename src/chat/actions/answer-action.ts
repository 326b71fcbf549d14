import type { z } from 'zod';
import type { Customer, CustomerRef } from '../../customers/customer.ts';
import { showHealth } from '../commands/health.ts';
import { listCustomers } from '../commands/list-customers.ts';
import { showHelp } from '../commands/show-help.ts';
import { isLoading, listUnreadClouds } from '../commands/unread-clouds.ts';
import { waitForCustomers } from '../commands/wait-for-customers.ts';
import type { ChatContext } from '../context.ts';
import type { IncomingAction, Reply } from '../reply.ts';
import { ACTION_DATA, isVerb } from './verbs.ts';

type Answer = Promise<Reply> | Reply;

/**
 * Answers a pressed button. What the card carries is checked and then only used as a question: the customer is looked up again among
 * those we have now. `kind` names the action, for metrics.
 */
export async function answerAction(
  action: IncomingAction,
  context: ChatContext,
): Promise<{ kind: string; reply: Reply }> {
  const { verb, reader } = action;
  const { cards, directory, reports } = context;

  const withData = <S extends z.ZodType>(schema: S, answer: (data: z.output<S>) => Answer): Answer => {
    const data = schema.safeParse(action.data ?? {});
    return data.success ? answer(data.data) : cards.stale(reader);
  };
  const findLoading = async (ref: CustomerRef) => {
    if (isLoading(directory, ref.cloud)) await waitForCustomers(context);
    return directory.get(ref);
  };
  const withCustomer = async <R extends CustomerRef>(
    ref: R,
    answer: (customer: Customer) => Answer,
  ): Promise<Reply> => {
    const customer = directory.get(ref) ?? (await findLoading(ref));
    if (customer) return answer(customer);
    if (isLoading(directory, ref.cloud)) return cards.loading(directory.size, reader);
    const unread = listUnreadClouds(context).filter(({ cloud }) => cloud === ref.cloud);
    return unread.length > 0 ? cards.customersUnread(unread, reader) : cards.customerGone(reader);
  };
  const answer = (): Answer => {
    switch (verb) {
      case 'show-health':
        return withData(ACTION_DATA[verb], (data) =>
          withCustomer(data, (customer) => showHealth(customer, data, reader, context)),
        );
      case 'refresh-health':
        return withData(ACTION_DATA[verb], (data) =>
          withCustomer(data, (customer) => showHealth(customer, { ...data, refresh: true }, reader, context)),
        );
      case 'show-service':
        return withData(ACTION_DATA[verb], (data) =>
          withCustomer(data, (customer) => showHealth(customer, data, reader, context)),
        );
      case 'show-incident':
        return withData(ACTION_DATA[verb], (data) =>
          withCustomer(data, async (customer) => cards.incident(await reports.read(customer), data, reader)),
        );
      case 'show-services':
        return withData(ACTION_DATA[verb], (data) =>
          withCustomer(data, async (customer) =>
            cards.services(await reports.read(customer), data.offset, reader),
          ),
        );
      case 'show-changes':
        return withData(ACTION_DATA[verb], (data) =>
          withCustomer(data, async (customer) =>
            cards.changes(await reports.read(customer), data.offset, reader),
          ),
        );
      case 'list-customers':
        return withData(ACTION_DATA[verb], async ({ text, offset }) => {
          if (directory.size === 0) await waitForCustomers(context);
          return listCustomers(text, offset, reader, context);
        });
      case 'show-help':
        return showHelp(reader, context);
      default:
        return cards.stale(reader);
    }
  };
  return { kind: isVerb(verb) ? verb : 'stale', reply: await answer() };
}
