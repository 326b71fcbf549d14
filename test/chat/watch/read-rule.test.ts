import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRule } from '../../../src/chat/watch/read-rule.ts';
import { openWatchChat, type WatchChat } from '../../support/watch-chat.ts';

let chat: WatchChat;
beforeAll(async () => {
  chat = await openWatchChat([
    'Contoso Ltd',
    'Fabrikam Inc',
    'Northwind Traders',
    'Marks and Spencer plc',
    'Exchange Partners',
    'Teams Sports Club',
    'Sway',
    'Tailwind Toys',
    'Tailwind Traders',
  ]);
});
afterAll(() => chat.close());

/** What is understood, in words. */
async function read(subject: string, asked: { isAll?: boolean; service?: string } = {}): Promise<string> {
  const reading = await readRule({ isAll: false, subject, ...asked }, chat.context);
  const { customers, service } = reading.rule;
  const names = customers?.map((ref) => chat.directory.get(ref)?.name).join(' + ');
  const rule = [names ?? 'all', service].filter((part) => part !== undefined).join(' · ');
  if (reading.kind === 'rule') return rule;
  return `${rule} ? ${reading.names.map(({ name, search }) => `${name} (${search.kind})`).join(', ')}`;
}

describe('what is to be watched', () => {
  it.each([
    ['', 'all'],
    ['Contoso', 'Contoso Ltd'],
    ['Contoso, Fabrikam', 'Contoso Ltd + Fabrikam Inc'],
    ['Contoso and Fabrikam', 'Contoso Ltd + Fabrikam Inc'],
    ['Contoso, fabrikam, contoso.example', 'Contoso Ltd + Fabrikam Inc ? contoso.example (none)'],
    ['contosoltd.example; Fabrikam', 'Contoso Ltd + Fabrikam Inc'],
    ['Marks and Spencer', 'Marks and Spencer plc'],
    ['Marks and Spencer, Contoso', 'Marks and Spencer plc + Contoso Ltd'],
    ['Exchange', 'all · Exchange'],
    ['Exchange Online', 'all · Exchange Online'],
    ['e-mail', 'all · e-mail'],
    ['exchagne online', 'all · Exchange Online'],
    ['Contoso, Sharepiont', 'Contoso Ltd · SharePoint'],
    ['Contoso Exchange', 'Contoso Ltd · Exchange'],
    ['Contoso, Fabrikam Exchange', 'Contoso Ltd + Fabrikam Inc · Exchange'],
    ['Contoso, Exchange', 'Contoso Ltd · Exchange'],
  ])('%j is %s', async (subject, rule) => {
    expect(await read(subject)).toBe(rule);
  });

  it.each([
    ['Exchange Partners', 'Exchange Partners'],
    ['Teams Sports', 'Teams Sports Club'],
    ['Exchange Partners Teams', 'Exchange Partners · Teams'],
    // Its very name.
    ['Sway', 'Sway'],
  ])('%j is a customer, though it begins like a service', async (subject, rule) => {
    expect(await read(subject)).toBe(rule);
  });

  it('takes a service for one where all customers were said', async () => {
    expect(await read('Exchange', { isAll: true })).toBe('all · Exchange');
    expect(await read('Exhange', { isAll: true })).toBe('all · Exchange');
    expect(await read('Sway', { isAll: true })).toBe('all · Sway');
    expect(await read('Contoso', { isAll: true })).toBe('Contoso Ltd');
  });

  it.each([
    ['Tailwind', ' ? Tailwind (several)'],
    ['Contoso, Tailwind', 'Contoso Ltd ? Tailwind (several)'],
    ['Contoso, Zzyzx', 'Contoso Ltd ? Zzyzx (none)'],
    ['Contoso Exchange, Fabrikam Teams', 'Contoso Ltd · Exchange ? Fabrikam Teams (one)'],
    ['Exchange, SharePoint', ' · Exchange ? SharePoint (none)'],
  ])('%j is not clear, and never a watch of everything', async (subject, rule) => {
    expect(await read(subject)).toBe(rule);
  });

  it('keeps the service that was told apart', async () => {
    expect(await read('Contoso', { service: 'Exchange Online' })).toBe('Contoso Ltd · Exchange Online');
    expect(await read('', { service: 'Exchange Online' })).toBe('all · Exchange Online');
    expect(await read('Teams', { service: 'Exchange Online' })).toMatch(/\? Teams/);
  });
});
