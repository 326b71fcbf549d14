import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { limitContext } from '../../../src/chat/access/limit-context.ts';
import type { Asked } from '../../../src/chat/actions/with-customer.ts';
import { reroute, retryRoute } from '../../../src/chat/requests/change-request.ts';
import { editForm } from '../../../src/chat/requests/edit-form.ts';
import { listProblems, listServices } from '../../../src/chat/requests/list-topics.ts';
import { openForm } from '../../../src/chat/requests/open-form.ts';
import { discardForm, sendForm } from '../../../src/chat/requests/send-form.ts';
import { createPatience, within } from '../../../src/chat/requests/within.ts';
import { listLivingCustomers, showLiving, takeLiving } from '../../../src/chat/watch/living-card.ts';
import { postBeside } from '../../../src/chat/watch/post-beside.ts';
import { raiseLiving } from '../../../src/chat/watch/raise-living.ts';
import type { Customer } from '../../../src/customers/customer.ts';
import { NotAllowed } from '../../../src/staff/not-allowed.ts';
import { type LimitedWorld, openLimitedWorld } from '../../support/limited-world.ts';
import { readCardText } from '../../support/read-card.ts';
import { makeDraft, OPENED_AT, PEOPLE } from '../../support/requests.ts';
import { makeAccess } from '../../support/staff-access.ts';
import { START } from '../../support/test-store.ts';
import { ALL, goOn, KEY, makeChannel } from '../../support/watch-subjects.ts';

const CONTOSO: Customer = { cloud: 'global', tenantId: 'contoso', name: 'Contoso', domain: 'contoso.com' };
const FABRIKAM: Customer = {
  cloud: 'global',
  tenantId: 'fabrikam',
  name: 'Fabrikam',
  domain: 'fabrikam.com',
};
const READER = { language: 'en', timeZone: 'UTC' } as const;
const FORM = makeDraft().form;

let world: LimitedWorld;
beforeEach(async () => {
  world = await openLimitedWorld([CONTOSO, FABRIKAM]);
});
afterEach(() => world.close());

/** Adele presses a button in the channel; `posted`: what was posted beside. */
function press(access: Parameters<typeof makeAccess>[0]) {
  const posted: unknown[] = [];
  const own = makeAccess(access);
  const context = limitContext({ ...world.context, access: own }, own);
  const { watch } = context;
  const postBesideIt: typeof watch.postBeside = async (conversation, reply) => {
    posted.push(reply.card);
    return { conversation, messageId: 'beside' };
  };
  const by: Asked = {
    ...{ verb: '', person: PEOPLE.adele, conversation: makeChannel(), messageId: 'm1', reader: READER },
    ...{ isLatest: () => true, isTyped: false },
    context: { ...context, watch: { ...watch, postBeside: postBesideIt } },
  };
  return { by, posted };
}

describe('what a person may not do is refused before anything happens:', () => {
  const HOW: readonly [string, (by: Asked, number: number) => Promise<unknown>][] = [
    ['opening a form', (by) => openForm({ customer: CONTOSO }, by)],
    ['sending one', (by) => sendForm(FORM, by)],
    ['discarding one', (by) => discardForm(FORM, by)],
    ['a step of one', (by) => editForm({ form: FORM, step: 'what', to: 'how', offset: 0, asks: '' }, by)],
    ['trying the route again', (by, number) => retryRoute(number, by)],
    ['another route', (by, number) => reroute(number, 'portal', by)],
    ['our own route', (by, number) => reroute(number, 'helpdesk', by)],
    ['a request at a living card', (by) => raiseLiving(KEY, undefined, by)],
    ['a request of a customer at one', (by) => raiseLiving(KEY, CONTOSO.tenantId, by)],
  ];

  it.each(HOW)('%s', async (_what, act) => {
    const { store, context } = world;
    const sent = await store.requests.open(makeDraft({ form: crypto.randomUUID(), customer: CONTOSO }));
    const result = await context.requests.desk.send(sent.form, PEOPLE.adele);
    const number = result.kind === 'changed' ? (result.request.number ?? 0) : 0;
    const before = await store.requests.open(makeDraft({ customer: CONTOSO }));
    const { by, posted } = press({ roles: ['helpdeskAgent'] });
    await expect(act(by, number)).rejects.toEqual(new NotAllowed('raiseRequest', 'global'));
    expect(await store.requests.find({ form: FORM })).toEqual(before);
    expect((await store.requests.list({}, { offset: 0, limit: 9 })).total).toBe(1);
    // No message is to show a request that nobody raised.
    const claim = { owner: 'a', now: OPENED_AT + 3_600_000, leaseMs: 1_000, limit: 9 };
    expect(await store.requests.claimCards(claim)).toEqual([]);
    expect(posted).toEqual([]);
  });
});

describe('a refusal', () => {
  const refused = () => Promise.reject(new NotAllowed('raiseRequest', 'global'));

  it('is no failure that an answer does without', async () => {
    await expect(within(refused(), AbortSignal.timeout(1_000))).rejects.toThrow(NotAllowed);
    const { by } = press({ roles: ['helpdeskAgent'] });
    const draft = makeDraft({ customer: CONTOSO });
    const patience = createPatience(by.context.clock);
    for (const list of [listServices, listProblems])
      await expect(list(draft, { find: '' }, by.context, patience)).rejects.toThrow(NotAllowed);
  });

  it('is told beside a living card where it is found out there', async () => {
    const { by, posted } = press({});
    await postBeside(refused, by);
    expect(JSON.stringify(posted)).toContain('Admin agent');
  });
});

describe('a living card that shows customers whom the person who presses does not see', () => {
  const conversation = makeChannel();
  const hits = new Map([CONTOSO, FABRIKAM].map(({ tenantId }) => [tenantId, undefined]));
  beforeEach(async () => {
    const { watch } = world.store;
    await watch.add(conversation, ALL, { reader: READER, by: PEOPLE.alex, at: START });
    await goOn(watch, { hits });
    await watch.cards.place(conversation, [KEY]);
  });

  it('stays as all there see it; what opens from it does not tell of them', async () => {
    const { by } = press({ hidden: [CONTOSO] });
    for (const show of [showLiving, takeLiving]) {
      const text = readCardText((await show(KEY, by)).card);
      expect(text).toContain('Contoso');
      expect(text).toContain('Fabrikam');
    }
    const listed = JSON.stringify((await listLivingCustomers(KEY, 0, by)).card);
    expect(listed).toContain('Fabrikam');
    expect(listed).not.toMatch(/contoso/i);
  });

  it('is as good as none where they see nobody who has it', async () => {
    const { by } = press({ hidden: [CONTOSO, FABRIKAM] });
    const stale = by.context.cards.stale(READER);
    for (const show of [showLiving, takeLiving, (key: typeof KEY) => listLivingCustomers(key, 0, by)])
      expect(await show(KEY, by)).toEqual(stale);
    const card = await world.store.watch.cards.find(conversation, KEY);
    expect(card?.takers).toEqual([]);
  });
});
