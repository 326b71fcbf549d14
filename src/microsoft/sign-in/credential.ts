import { X509Certificate } from 'node:crypto';
import type { NodeAuthOptions } from '@azure/msal-node';
import { ReadError } from '../../errors.ts';
import type { PartnerAccount } from '../../partner-account.ts';

type MsalCredential = Pick<NodeAuthOptions, 'clientSecret' | 'clientCertificate'>;

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;
const PRIVATE_KEY = /-----BEGIN (?:RSA )?PRIVATE KEY-----[\s\S]+?-----END (?:RSA )?PRIVATE KEY-----/;

/**
 * A partner account's credential as MSAL takes it. A certificate is named by its SHA-256 thumbprint and sent along with its
 * chain (`x5c`), so that both ways of registering it with Entra work. Throws `ReadError` `credentialRefused` for an unusable PEM text.
 */
export function toMsalCredential({ credential, cloud }: PartnerAccount): MsalCredential {
  if (credential.kind === 'secret') return { clientSecret: credential.secret };
  const chain = credential.pem.match(CERTIFICATE);
  const privateKey = PRIVATE_KEY.exec(credential.pem)?.[0];
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
