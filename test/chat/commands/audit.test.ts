import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANSWERS } from '../../../src/chat/actions/answers.ts';
import type { Asked } from '../../../src/chat/actions/with-customer.ts';
import { planCommand } from '../../../src/chat/commands/answer-command.ts';
import type { AuditBook } from '../../../src/staff/audit.ts';
import { NotAllowed } from '../../../src/staff/not-allowed.ts';
import { FULL_ACCESS } from '../../support/chat-context.ts';
import { readActions, readCardText } from '../../support/read-card.ts';
import { makeLine } from '../../support/staff-gallery.ts';
import { makeNamed, openWatchChat, type WatchChat } from '../../support/watch-chat.ts';

const NAMES = ['Contoso', 'Contoso Suites', 'Fabrikam'];
const [CONTOSO] = makeNamed(NAMES);
const TRAIL = Array.from({ length: 20 }, (_, index) =>
  makeLine({ subject: `SR-${1000 + index}`, customers: [] }, 20 - index),
);

let chat: WatchChat;
let asked: { readonly filter: unknown; readonly page: unknown }[];
beforeEach(async () => {
  chat = await openWatchChat(NAMES);
  asked = [];
});
afterEach(() => chat.close());

const LIST: AuditBook['list'] = async (filter, page) => {
  asked.push({ filter, page });
  return { lines: TRAIL.slice(page.offset, page.offset + page.limit), total: TRAIL.length };
};

function ask(parts: Partial<Asked['context']> = {}): Asked {
  return chat.ask({
    context: { ...chat.context, access: FULL_ACCESS, audit: { list: LIST }, ...parts },
  });
}

/** What the card says that answers these words. */
async function say(text: string, parts: Partial<Asked['context']> = {}): Promise<string> {
  const asking = ask(parts);
  const planned = await planCommand({ ...asking, text, hasAttachment: false }, asking.context);
  return readCardText((await planned.answer()).card);
}

describe('audit', () => {
  it('lists what everybody did', async () => {
    expect(await say('audit')).toContain('20 lines, newest first');
    expect(asked).toEqual([{ filter: {}, page: { offset: 0, limit: 8 } }]);
  });

  it('lists what was done about one customer', async () => {
    expect(await say('who looked at Contoso?')).toContain('Contoso · contoso.example');
    const { cloud, tenantId } = CONTOSO ?? {};
    expect(asked).toEqual([{ filter: { customer: { cloud, tenantId } }, page: { offset: 0, limit: 8 } }]);
  });

  it('asks which customer is meant, and opens nothing before', async () => {
    expect(await say('audit for Contos')).toContain('Which customer?');
    expect(asked).toEqual([]);
  });

  it('says that the database does not answer', async () => {
    const list = async () => {
      throw Object.assign(new Error('disk full'), { name: 'StoreError' });
    };
    expect(await say('audit', { audit: { list } })).toContain('database can’t be reached');
  });

  it('opens nothing for whom may not read it', async () => {
    const access = {
      ...FULL_ACCESS,
      require: () => {
        throw new NotAllowed('readAudit');
      },
    };
    await expect(say('audit', { access })).rejects.toThrow(NotAllowed);
    await expect(say('audit for Contos', { access })).rejects.toThrow(NotAllowed);
    await expect(ANSWERS['show-audit']({ offset: 0 }, ask({ access }))).rejects.toThrow(NotAllowed);
    expect(asked).toEqual([]);
  });
});

describe('the audit trail for somebody from whom customers are hidden', () => {
  const access = { ...FULL_ACCESS, seesAll: false };

  it.each([
    'audit',
    '감사 로그',
    'journal d’audit',
    '审核日志',
  ])('is not shown for all customers at once: %s', async (text) => {
    const words = await say(text, { access });
    expect(words).toContain('audit for Contoso');
    expect(words).not.toContain('20 lines');
    expect(readCardText((await ANSWERS['show-audit']({ offset: 0 }, ask({ access }))).card)).toContain(
      'one customer at a time',
    );
    expect(asked).toEqual([]);
  });

  it('is shown for a customer that they see, and leads to no trail of all', async () => {
    const { cloud, tenantId } = CONTOSO ?? {};
    const { card } = await ANSWERS['show-audit']({ cloud, tenantId, offset: 0 }, ask({ access }));
    expect(readCardText(card)).toContain('20 lines');
    expect(readActions(card).filter(({ data }) => !('tenantId' in Object(data)))).toEqual([]);
  });
});

describe('a page of the audit trail', () => {
  const press = async (data: unknown) => (await ANSWERS['show-audit'](data, ask())).card;

  it('is turned to', async () => {
    expect(readCardText(await press({ offset: 16 }))).toContain('17–20 of 20');
  });

  it('beyond the end is the last one', async () => {
    expect(readCardText(await press({ offset: 1_000 }))).toContain('17–20 of 20');
  });

  it('of a customer that is not ours is nothing', async () => {
    await press({ cloud: 'global', tenantId: 'somebody-else', offset: 0 });
    expect(asked).toEqual([]);
  });
});
