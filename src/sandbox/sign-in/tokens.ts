import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { CloudName } from '../../clouds.ts';
import type { Clock } from '../../time.ts';

/** What a token is bound to. Times in seconds since 1970, as in a JWT. */
export interface TokenClaims {
  readonly cloud: CloudName;
  readonly tid: string;
  readonly appid: string;
  /** Origin of the API the token is for. */
  readonly aud: string;
  /** `app`: the application itself; `user`: a partner user through a refresh token. */
  readonly idtyp: 'app' | 'user';
  /** Delegated scopes; of users only. */
  readonly scp?: string | undefined;
  /** How the user signed in; `mfa` among them says that a second factor was asked for. */
  readonly amr?: readonly string[] | undefined;
  readonly iat: number;
  readonly exp: number;
}

const CLAIMS = z.object({
  cloud: z.enum(['global', 'china']),
  tid: z.string(),
  appid: z.string(),
  aud: z.string(),
  idtyp: z.enum(['app', 'user']),
  scp: z.string().optional(),
  amr: z.array(z.string()).optional(),
  iat: z.number(),
  exp: z.number(),
});

/** Makes and checks access tokens: JWT-shaped, opaque to whoever carries them. */
export interface Tokens {
  issue(claims: Omit<TokenClaims, 'iat' | 'exp'>, lifetimeSeconds: number): string;
  /** The claims of a token this sandbox signed; undefined for any other string. Says nothing about expiry. */
  read(token: string): TokenClaims | undefined;
  isExpired(claims: TokenClaims): boolean;
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** @param key the signing key; without it nobody can make a token the sandbox accepts. */
export function createTokens(key: Buffer, clock: Clock): Tokens {
  const sign = (text: string) => createHmac('sha256', key).update(text).digest();
  const nowSeconds = () => Math.floor(clock() / 1000);
  return {
    issue(claims, lifetimeSeconds) {
      const iat = nowSeconds();
      const text = `${encode({ typ: 'JWT', alg: 'HS256' })}.${encode({ ...claims, iat, exp: iat + lifetimeSeconds })}`;
      return `${text}.${sign(text).toString('base64url')}`;
    },
    read(token) {
      const [header, payload, signature, ...rest] = token.split('.');
      if (!header || !payload || !signature || rest.length > 0) return undefined;
      const given = Buffer.from(signature, 'base64url');
      const expected = sign(`${header}.${payload}`);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      return CLAIMS.safeParse(readJwtPayload(token)).data;
    },
    isExpired: ({ exp }) => exp <= nowSeconds(),
  };
}

/** The payload of a JWT, unchecked; undefined when it is not one. */
export function readJwtPayload(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
