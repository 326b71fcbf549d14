import { CLOUDS, type CloudName } from './clouds.ts';

/** How an application proves who it is to Entra. */
export type Credential =
  | { readonly kind: 'secret'; readonly secret: string }
  /** A PEM text with the certificate and its unencrypted private key (PKCS#8). */
  | { readonly kind: 'certificate'; readonly pem: string }
  /** The application trusts a managed identity (federated identity credential): a token of that identity for `audience` proves who we are. */
  | { readonly kind: 'federated'; readonly identity: ManagedIdentityName; readonly audience: string };

/** The client id of a user-assigned managed identity, or the one that the machine itself has. */
export type ManagedIdentityName = string | 'system';

/** Where App Service and Container Apps hand out tokens of a managed identity. `header` is a secret of the machine. */
export interface IdentityEndpoint {
  readonly url: string;
  readonly header: string;
}

/** Our tenant, application and credential in one cloud. A deployment has one or two. */
export interface PartnerAccount {
  readonly cloud: CloudName;
  readonly tenantId: string;
  readonly clientId: string;
  readonly credential: Credential;
  /** Secure Application Model: a partner user's refresh token, as it was configured. */
  readonly refreshToken: string | undefined;
}

/** Whether the account has a partner user whose sign-in is used: only where the cloud has something that takes one. */
export function hasPartnerUser({ cloud, refreshToken }: PartnerAccount): boolean {
  return refreshToken !== undefined && CLOUDS[cloud].capabilities.partnerRequests;
}
