import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { readWebhookKey, signWebhook } from '../../src/requests/sign-webhook.ts';

const MESSAGE = { messageId: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' };
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

describe('signing webhooks', () => {
  it("gives the signature of the specification's own example", () => {
    expect(signWebhook(MESSAGE, readWebhookKey(SECRET), 1_614_265_330_999)).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it.each([
    ['with prefix', SECRET, new Webhook(SECRET)],
    ['base64 without prefix', SECRET.slice(6), new Webhook(SECRET.slice(6))],
    ['any other text', 'not base64 at all!', new Webhook('not base64 at all!', { format: 'raw' })],
  ])('is understood by the library of Standard Webhooks: %s', (_name, secret, library) => {
    const body = '{"title":"Ünïcode 👩‍💻 مرحبا"}';
    const headers = signWebhook({ messageId: 'msg_1', body }, readWebhookKey(secret), Date.now());
    expect(library.verify(body, headers)).toEqual(JSON.parse(body));
    expect(() => library.verify(`${body} `, headers)).toThrow();
  });

  it.each([
    '',
    '  ',
    'whsec_',
    'whsec_no base64',
  ])('refuses the secret "%s" without repeating it', (secret) => {
    expect(() => readWebhookKey(secret)).toThrow(RangeError);
    expect(() => readWebhookKey(secret)).not.toThrow(/no base64$/);
  });
});
