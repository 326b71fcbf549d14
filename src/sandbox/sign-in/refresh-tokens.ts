import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { CloudName } from '../../clouds.ts';
import { SANDBOX_REFRESH_TOKENS } from '../accounts.ts';

/** Refresh tokens of the partner user. Every answer holds a new one; older ones stay good, as Entra does not revoke them on use. */
export interface RefreshTokens {
  issue(cloud: CloudName): string;
  /** Whether it is the one the sandbox begins with, or one it gave. */
  isGood(cloud: CloudName, token: string): boolean;
}

/** @param key signs what is given, so that none need be remembered. */
export function createRefreshTokens(key: Buffer): RefreshTokens {
  const sign = (cloud: CloudName, id: string) =>
    createHmac('sha256', key).update(`refresh:${cloud}:${id}`).digest('base64url');
  return {
    issue(cloud) {
      const id = randomBytes(12).toString('base64url');
      return `${SANDBOX_REFRESH_TOKENS[cloud]}.${id}.${sign(cloud, id)}`;
    },
    isGood(cloud, token) {
      const [first, id = '', signature = '', ...rest] = token.split('.');
      if (first !== SANDBOX_REFRESH_TOKENS[cloud] || rest.length > 0) return false;
      if (token === first) return true;
      const given = Buffer.from(signature);
      const right = Buffer.from(sign(cloud, id));
      return given.length === right.length && timingSafeEqual(given, right);
    },
  };
}
