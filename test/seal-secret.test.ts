import { describe, expect, it } from 'vitest';
import { createSealer } from '../src/seal-secret.ts';

const FIRST = new Uint8Array(32).fill(1);
const SECOND = new Uint8Array(32).fill(2);
const PLAIN = 'a-refresh-token é 中';
const PURPOSE = 'refresh-token:global tenant client';

const sealer = createSealer({ newest: FIRST, previous: undefined });

describe('a sealed secret', () => {
  it('opens with the same key for the same purpose, and shows nothing of itself', () => {
    const sealed = sealer.seal(PLAIN, PURPOSE);
    expect(sealer.open(sealed, PURPOSE)).toBe(PLAIN);
    expect(sealed).toMatch(/^v1\.[\w-]{8}\.[\w-]{16}\.[\w-]+$/);
    expect(sealed).not.toContain('refresh');
    expect(Buffer.from(sealed.split('.')[3] ?? '', 'base64url').toString('latin1')).not.toContain('refresh');
  });

  it('is different each time', () => {
    expect(sealer.seal(PLAIN, PURPOSE)).not.toBe(sealer.seal(PLAIN, PURPOSE));
  });

  it('opens for no other purpose, such as another tenant or application', () => {
    const sealed = sealer.seal(PLAIN, PURPOSE);
    expect(sealer.open(sealed, 'refresh-token:global tenant other')).toBeUndefined();
    expect(sealer.open(sealed, '')).toBeUndefined();
  });

  it('opens with no other key', () => {
    const other = createSealer({ newest: SECOND, previous: undefined });
    expect(other.open(sealer.seal(PLAIN, PURPOSE), PURPOSE)).toBeUndefined();
  });

  it('of the previous key opens after a change of keys; what is sealed then takes the newest', () => {
    const changed = createSealer({ newest: SECOND, previous: FIRST });
    const old = sealer.seal(PLAIN, PURPOSE);
    expect(changed.open(old, PURPOSE)).toBe(PLAIN);
    const anew = changed.seal(PLAIN, PURPOSE);
    expect(createSealer({ newest: SECOND, previous: undefined }).open(anew, PURPOSE)).toBe(PLAIN);
    expect(sealer.open(anew, PURPOSE)).toBeUndefined();
  });

  it('that was altered anywhere does not open', () => {
    const sealed = sealer.seal(PLAIN, PURPOSE);
    for (let at = 0; at < sealed.length; at += 1) {
      // The last character of base64url may hold bits that mean nothing: flip the highest.
      const flipped = sealed[at] === 'A' ? 'g' : 'A';
      const altered = sealed.slice(0, at) + flipped + sealed.slice(at + 1);
      if (altered === sealed) continue;
      expect(sealer.open(altered, PURPOSE), `character ${at}`).toBeUndefined();
    }
  });

  it.each(['', 'v1', 'v1...', 'v2.a.b.c', 'plain text', 'v1.a.b.c.d'])('is not %j', (text) => {
    expect(sealer.open(text, PURPOSE)).toBeUndefined();
  });
});
