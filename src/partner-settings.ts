import type { CloudName } from './clouds.ts';
import type { Credential, IdentityEndpoint, PartnerAccount } from './partner-account.ts';
import { needId, type Variables } from './variables.ts';

/** The variables of an account behind `PARTNER_GLOBAL_` and `PARTNER_CHINA_`. */
const ACCOUNT_PARTS = [
  'TENANT_ID',
  'CLIENT_ID',
  'CLIENT_SECRET',
  'CERTIFICATE_PATH',
  'FEDERATED_IDENTITY',
  'FEDERATED_AUDIENCE',
  'REFRESH_TOKEN',
] as const;

const CREDENTIAL_PARTS = ['CLIENT_SECRET', 'CERTIFICATE_PATH', 'FEDERATED_IDENTITY'] as const;

/**
 * For whom the managed identity's token must be, by cloud: Graph, "Create federatedIdentityCredential". For Entra operated by 21Vianet no
 * value is documented, so there it has to be configured.
 */
const FEDERATED_AUDIENCES: Readonly<Record<CloudName, string | undefined>> = {
  global: 'api://AzureADTokenExchange',
  china: undefined,
};

/** Whether anything of an account is set. */
export function hasAccount(read: Variables, cloud: CloudName): boolean {
  return ACCOUNT_PARTS.some((part) => read.get(prefixOf(cloud) + part));
}

/** Reads `PARTNER_{CLOUD}_*`; undefined when none of them is set. What is wrong is noted. */
export function readAccount(read: Variables, cloud: CloudName): PartnerAccount | undefined {
  if (!hasAccount(read, cloud)) return undefined;
  const prefix = prefixOf(cloud);
  return {
    cloud,
    tenantId: needId(read, `${prefix}TENANT_ID`, "the partner's tenant id"),
    clientId: needId(read, `${prefix}CLIENT_ID`, 'the client id of the application that reads customers'),
    credential: readCredential(read, cloud),
    refreshToken: read.get(`${prefix}REFRESH_TOKEN`),
  };
}

/**
 * Where this machine hands out tokens of its managed identities: `IDENTITY_ENDPOINT` and `IDENTITY_HEADER`, which App Service and
 * Container Apps set; undefined: a virtual machine's instance metadata service is asked. Both go together.
 */
export function readIdentityEndpoint(read: Variables): IdentityEndpoint | undefined {
  const url = read.get('IDENTITY_ENDPOINT');
  const header = read.get('IDENTITY_HEADER');
  if (url === undefined || header === undefined) return undefined;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    read.problem(
      'IDENTITY_ENDPOINT',
      'is set by the platform and must be an http address; unset it elsewhere.',
    );
  }
  // It goes into a header, and a header that cannot be sent would be quoted in the error.
  if (!/^[\x21-\x7e]+$/.test(header)) {
    read.problem('IDENTITY_HEADER', 'is set by the platform and must be one line without blanks.');
  }
  return { url, header };
}

function readCredential(read: Variables, cloud: CloudName): Credential {
  const prefix = prefixOf(cloud);
  const [first, ...others] = CREDENTIAL_PARTS.filter((part) => read.get(prefix + part));
  for (const part of others) {
    read.problem(prefix + part, `is set together with ${prefix}${first}: keep one of them.`);
  }
  if (first !== 'FEDERATED_IDENTITY' && read.get(`${prefix}FEDERATED_AUDIENCE`) && others.length === 0) {
    read.problem(`${prefix}FEDERATED_AUDIENCE`, `is used with ${prefix}FEDERATED_IDENTITY only: unset it.`);
  }
  const value = first === undefined ? '' : (read.get(prefix + first) ?? '');
  switch (first) {
    case 'CLIENT_SECRET':
      return { kind: 'secret', secret: value };
    case 'CERTIFICATE_PATH':
      return readCertificate(read, `${prefix}CERTIFICATE_PATH`, value);
    case 'FEDERATED_IDENTITY':
      return readFederated(read, cloud);
    default:
      read.problem(
        `${prefix}CLIENT_SECRET`,
        `is missing: set it, or ${prefix}CERTIFICATE_PATH, or ${prefix}FEDERATED_IDENTITY.`,
      );
      return { kind: 'secret', secret: '' };
  }
}

function readFederated(read: Variables, cloud: CloudName): Credential {
  const prefix = prefixOf(cloud);
  const identity = needId(
    read,
    `${prefix}FEDERATED_IDENTITY`,
    'the client id of a user-assigned managed identity, or "system"',
  );
  const audience = read.get(`${prefix}FEDERATED_AUDIENCE`) ?? FEDERATED_AUDIENCES[cloud];
  if (audience === undefined) {
    read.problem(
      `${prefix}FEDERATED_AUDIENCE`,
      `is needed with ${prefix}FEDERATED_IDENTITY: Microsoft documents no value for 21Vianet. Set it to the audience of the application's federated credential.`,
    );
  } else if (!/^[\x21-\x7e]{1,200}$/.test(audience)) {
    read.problem(
      `${prefix}FEDERATED_AUDIENCE`,
      "must be the audience of the application's federated credential.",
    );
  }
  return {
    kind: 'federated',
    identity: identity.toLowerCase() === 'system' ? 'system' : identity,
    audience: audience ?? '',
  };
}

function readCertificate(read: Variables, variable: string, path: string): Credential {
  let pem = '';
  try {
    pem = read.readFile(path);
  } catch {
    read.problem(variable, 'names a file that cannot be read: check the path and its permissions.');
    return { kind: 'certificate', pem };
  }
  if (!pem.includes('-----BEGIN CERTIFICATE-----') || !pem.includes('-----BEGIN PRIVATE KEY-----')) {
    read.problem(
      variable,
      'must name a PEM file with the certificate and its unencrypted PKCS#8 private key.',
    );
  }
  return { kind: 'certificate', pem };
}

const prefixOf = (cloud: CloudName) => `PARTNER_${cloud.toUpperCase()}_`;
