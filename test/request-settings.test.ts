import { describe, expect, it } from 'vitest';
import { readRequestSettings } from '../src/request-settings.ts';

const SECRET = `whsec_${'a'.repeat(32)}`;

function read(env: Readonly<Record<string, string>>) {
  const problems: string[] = [];
  const settings = readRequestSettings({
    get: (variable) => env[variable],
    problem: (variable, message) => void problems.push(`${variable} ${message}`),
    readFile: () => '',
  });
  return { ...settings, problems };
}

describe('the webhook', () => {
  it.each([
    'https://tickets.example.com',
    'http://localhost:8080/hook',
    'http://127.0.0.1/hook',
    'http://[::1]/hook',
  ])('may be at %s', (url) => {
    const { webhook, problems } = read({ REQUEST_WEBHOOK_URL: url, REQUEST_WEBHOOK_SECRET: SECRET });
    expect(webhook).toEqual({ url, secret: SECRET });
    expect(problems).toEqual([]);
  });

  it.each([
    'tickets.example.com',
    'ftp://localhost/hook',
    'http://localhost.example.com/hook',
    'https://hunter2@tickets.example.com',
    'https://tickets.example.com/#hunter2',
  ])('may not be at %s, which is not repeated', (url) => {
    const { problems } = read({ REQUEST_WEBHOOK_URL: url, REQUEST_WEBHOOK_SECRET: SECRET });
    expect(problems).toEqual([expect.stringMatching(/^REQUEST_WEBHOOK_URL must/)]);
    expect(problems.join()).not.toMatch(/hunter2|whsec_a/);
  });

  it.each([
    ['base64 without a prefix', 'YWJj'.repeat(8), 0],
    ['any long text', 'long enough to be no guess!', 0],
    ['a text that is one short', 'x'.repeat(23), 1],
    ['a prefix alone', 'whsec_', 1],
  ])('takes %s for a secret or asks for another', (_what, secret, problems) => {
    const env = { REQUEST_WEBHOOK_URL: 'https://tickets.example.com', REQUEST_WEBHOOK_SECRET: secret };
    expect(read(env).problems).toHaveLength(problems);
  });
});

describe('the contact', () => {
  it('is empty where nothing is set', () => {
    expect(read({})).toMatchObject({ contact: { email: '', phone: '', country: '' }, problems: [] });
  });

  it('has a telephone number that fits Microsoft’s field', () => {
    const { contact } = read({ REQUEST_CONTACT_PHONE: '+33 1 23 45 67 89'.padEnd(60, '0') });
    expect(contact.phone).toBe('+33 1 23 45 67 89'.padEnd(40, '0'));
  });

  it.each([
    [{ REQUEST_CONTACT_EMAIL: 'help desk@example.com' }],
    [{ REQUEST_CONTACT_EMAIL: `${'x'.repeat(250)}@example.com` }],
    [{ REQUEST_CONTACT_COUNTRY: 'FR' }],
  ])('is left empty where it is wrong: %o', (env) => {
    const { contact, problems } = read(env);
    expect(contact).toEqual({ email: '', phone: '', country: '' });
    expect(problems).toHaveLength(1);
  });
});
