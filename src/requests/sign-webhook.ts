import { createHmac } from 'node:crypto';
import type { EpochMs } from '../time.ts';

const PREFIX = 'whsec_';
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * The key that a secret stands for:
 * - `whsec_` and base64, as the Standard Webhooks libraries make and read it: the bytes;
 * - base64 without the prefix: the bytes, too, as these libraries understand it;
 * - any other text: its bytes in UTF-8 (a receiver's library has to be told that the secret is raw).
 * Throws a `RangeError`, which does not repeat the secret, when it is empty or not base64 after `whsec_`.
 */
export function readWebhookKey(secret: string): Uint8Array {
  const text = secret.trim();
  const isPrefixed = text.startsWith(PREFIX);
  const encoded = isPrefixed ? text.slice(PREFIX.length) : text;
  if (encoded === '') throw new RangeError('The webhook secret is empty.');
  if (BASE64.test(encoded)) return new Uint8Array(Buffer.from(encoded, 'base64'));
  if (isPrefixed) throw new RangeError(`What follows ${PREFIX} in the webhook secret is not base64.`);
  return new TextEncoder().encode(text);
}

/**
 * The headers by which a receiver knows that a message is ours, whole and fresh: HMAC-SHA256 over `id.timestamp.body`.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function signWebhook(
  { messageId, body }: { readonly messageId: string; readonly body: string },
  key: Uint8Array,
  now: EpochMs,
): Readonly<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>> {
  const timestamp = String(Math.floor(now / 1000));
  const signature = createHmac('sha256', key).update(`${messageId}.${timestamp}.${body}`).digest('base64');
  return {
    'webhook-id': messageId,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}
