import { z } from 'zod';
import type { KeptRefreshToken } from './keep-refresh-token.ts';

const content = z.object({
  token: z.string().min(1),
  since: z.number(),
  signedInAt: z.number().default(0),
  refused: z.enum(['lapsed', 'due']).optional(),
  isRenewed: z.boolean(),
  /** Digest of the configured token that it descends from. */
  configured: z.string(),
});

/** A refresh token as the text that is sealed; `configured`: digest of the configured one. */
export function writeRefreshToken(kept: KeptRefreshToken, configured: string): string {
  return JSON.stringify({ ...kept, configured });
}

/** undefined: it is none. */
export function readRefreshToken(
  text: string,
): { readonly kept: KeptRefreshToken; readonly configured: string } | undefined {
  try {
    const { configured, refused, ...rest } = content.parse(JSON.parse(text));
    return { kept: { ...rest, refused }, configured };
  } catch {
    return undefined;
  }
}
