import type { CloudName } from './clouds.ts';

/** How an application proves who it is to Entra. */
export type Credential =
  | { readonly kind: 'secret'; readonly secret: string }
  /** A PEM text with the certificate and its unencrypted private key (PKCS#8). */
  | { readonly kind: 'certificate'; readonly pem: string };

/** Our tenant, application and credential in one cloud. A deployment has one or two. */
export interface PartnerAccount {
  readonly cloud: CloudName;
  readonly tenantId: string;
  readonly clientId: string;
  readonly credential: Credential;
  /** Secure Application Model: a partner user's refresh token. */
  readonly refreshToken: string | undefined;
}
