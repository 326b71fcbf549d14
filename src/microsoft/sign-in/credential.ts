import { X509Certificate } from 'node:crypto';
import type { NodeAuthOptions } from '@azure/msal-node';
import { ReadError } from '../../errors.ts';
import type { IdentityEndpoint, PartnerAccount } from '../../partner-account.ts';
import type { Runtime } from '../call.ts';
import type { Send } from '../policy/request.ts';
import { createManagedIdentity } from './managed-identity.ts';
import type { TokenErrand } from './network-client.ts';
import { createSignIn } from './sign-in.ts';

type MsalCredential = Pick<NodeAuthOptions, 'clientSecret' | 'clientCertificate' | 'clientAssertion'>;

/** What proves to Entra who we are, for one sign-in. Throws `ReadError`. */
export type Prove = (errand: TokenErrand) => MsalCredential;

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;
const PRIVATE_KEY = /-----BEGIN (?:RSA )?PRIVATE KEY-----[\s\S]+?-----END (?:RSA )?PRIVATE KEY-----/;

/** A partner account's credential as MSAL takes it. */
export function createProve(
  runtime: Runtime,
  send: Send,
  { credential, cloud }: PartnerAccount,
  endpoint?: IdentityEndpoint,
): Prove {
  switch (credential.kind) {
    case 'secret':
      return () => ({ clientSecret: credential.secret });
    case 'certificate':
      return () => readPem(credential.pem, cloud);
    case 'federated': {
      const { identity, audience } = credential;
      const request = createManagedIdentity(runtime, send, identity, endpoint);
      // One token of the machine serves the sign-ins to all tenants.
      const machine = createSignIn(runtime, (errand, resource) => request(resource, errand));
      return ({ signal, deadline }) => ({
        clientAssertion: () =>
          machine.getToken({ cloud, tenantId: 'managed identity', signal, deadline }, audience),
      });
    }
  }
}

/**
 * A certificate is named by its SHA-256 thumbprint and sent along with its chain (`x5c`), so that both ways of registering it with Entra
 * work. Throws `ReadError` `credentialRefused` for an unusable PEM text.
 */
function readPem(pem: string, cloud: string): MsalCredential {
  const chain = pem.match(CERTIFICATE);
  const privateKey = PRIVATE_KEY.exec(pem)?.[0];
  if (!chain?.[0] || !privateKey) {
    throw refuse(cloud, 'it needs a certificate and its unencrypted private key, both as PEM');
  }
  try {
    const thumbprintSha256 = new X509Certificate(chain[0]).fingerprint256.replaceAll(':', '');
    return { clientCertificate: { thumbprintSha256, privateKey, x5c: chain.join('\n') } };
  } catch {
    // The parser's own error is left out: it may quote the file.
    throw refuse(cloud, 'its certificate cannot be parsed');
  }
}

function refuse(cloud: string, why: string): ReadError {
  const variable = `PARTNER_${cloud.toUpperCase()}_CERTIFICATE_PATH`;
  return new ReadError(
    'credentialRefused',
    `Entra sign-in (${cloud}): the file of ${variable} is unusable: ${why}`,
  );
}
