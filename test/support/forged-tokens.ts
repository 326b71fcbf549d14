import { CLOUDS, type CloudName } from '../../src/clouds.ts';
import { SANDBOX_ACCOUNTS, SANDBOX_BOT } from '../../src/sandbox/accounts.ts';
import { encode, type Forger } from './sign-activities.ts';
import type { PostedMessage, SignedBot } from './signed-bot.ts';

/** What a forger has to work with: the bot's channel, too, which signs whatever it is asked to. */
export interface Forging {
  readonly bot: SignedBot;
  readonly forger: Forger;
}

/** How a message is made that must not get in. */
export type Forgery = (forging: Forging) => PostedMessage | Promise<PostedMessage>;

const bearer = (token: string): PostedMessage => ({ authorization: `Bearer ${token}` });
/** Everything is as it should be, but these claims; null leaves one out. */
const claims =
  (make: (bot: SignedBot) => Readonly<Record<string, unknown>>): Forgery =>
  ({ bot }) =>
    bearer(bot.sandbox.botFramework.issueToken({ cloud: bot.cloud, claims: make(bot) }).token);
const header =
  (fields: Readonly<Record<string, unknown>>): Forgery =>
  ({ bot }) =>
    bearer(bot.sandbox.botFramework.issueToken({ cloud: bot.cloud, header: fields }).token);
/** The activity says so, and the token says the same or something else. */
const from =
  (serviceUrl: string, claimed = serviceUrl): Forgery =>
  ({ bot }) => {
    const { token } = bot.sandbox.botFramework.issueToken({ cloud: bot.cloud, serviceUrl: claimed });
    return { ...bearer(token), activity: { serviceUrl } };
  };
/** The same, at the host of the bot's own connector. */
const at =
  (make: (host: string) => string): Forgery =>
  (forging) =>
    from(make(new URL(forging.bot.serviceUrl).host))(forging);
const own =
  (fields: (forger: Forger) => object): Forgery =>
  ({ forger }) =>
    bearer(forger.signOwn(fields(forger)));
const otherCloud = (cloud: CloudName): CloudName => (cloud === 'global' ? 'china' : 'global');
const seconds = (bot: SignedBot) => Math.floor(bot.now() / 1000);
const connectorOf = (cloud: CloudName) => `https://${CLOUDS[cloud].botFramework.connectorHosts[0]}/teams/`;

/** What must not get in, by what is found wrong with it. */
export const FORGERIES: Readonly<Record<string, Readonly<Record<string, Forgery>>>> = {
  unsigned: {
    'no header': () => ({}),
    'an empty header': () => ({ authorization: '' }),
  },
  noBearerToken: {
    'the scheme alone': () => ({ authorization: 'Bearer' }),
    'an empty token': () => ({ authorization: 'Bearer ' }),
    'the scheme in small letters': ({ forger }) => ({ authorization: `bearer ${forger.good}` }),
    'another scheme': ({ forger }) => ({ authorization: `Basic ${forger.good}` }),
    'no scheme': ({ forger }) => ({ authorization: forger.good }),
    'two blanks': ({ forger }) => ({ authorization: `Bearer  ${forger.good}` }),
    'a tab for a blank': ({ forger }) => ({ authorization: `Bearer\t${forger.good}` }),
    'two tokens in one header': ({ forger }) => ({
      authorization: `Bearer ${forger.good}, Bearer ${forger.good}`,
    }),
    'trailing words': ({ forger }) => ({ authorization: `Bearer ${forger.good} more` }),
    'a trailing part': ({ forger }) => bearer(`${forger.good}.${forger.payload}`),
    'a trailing sign of no alphabet': ({ forger }) => bearer(`${forger.good}=`),
    'letters of other scripts': ({ forger }) =>
      bearer(`${forger.header}.${forger.payload}.\u00e9\u00fc\u00df`),
    garbage: () => bearer('garbage'),
    'empty parts': () => bearer('..'),
    'the algorithm none': ({ forger }) =>
      bearer(`${encode({ alg: 'none', kid: forger.kid })}.${forger.payload}.`),
    'no signature': ({ forger }) => bearer(`${forger.header}.${forger.payload}.`),
    'an encrypted token': async ({ forger }) => bearer(await forger.encrypt()),
  },
  tooLong: {
    'a huge token': ({ forger }) => bearer(`${forger.header}.${'A'.repeat(9_000)}.${forger.signature}`),
  },
  unreadable: {
    'garbage in three parts': () => bearer('a.b.c'),
    'no JSON in the header': ({ forger }) => bearer(`bm90.${forger.payload}.${forger.signature}`),
    'a list for a header': ({ forger }) => bearer(`${encode([])}.${forger.payload}.${forger.signature}`),
    'null for a header': ({ forger }) => bearer(`${encode(null)}.${forger.payload}.${forger.signature}`),
    'critical extensions': header({ crit: ['exp'] }),
    'a critical extension that is not known': header({ crit: ['x'], x: 1 }),
    'a payload that is not encoded': header({ crit: ['b64'], b64: false }),
  },
  algorithm: {
    'the algorithm none with a signature': ({ forger }) =>
      bearer(`${encode({ alg: 'none', kid: forger.kid })}.${forger.payload}.${forger.signature}`),
    'the algorithm NoNe': ({ forger }) =>
      bearer(`${encode({ alg: 'NoNe', kid: forger.kid })}.${forger.payload}.${forger.signature}`),
    'no algorithm': header({ alg: null }),
    'a list of algorithms': header({ alg: ['RS256'] }),
    'the public key (PEM) as a secret': ({ forger }) => bearer(forger.signHmac('pem')),
    'the public key (DER) as a secret': ({ forger }) => bearer(forger.signHmac('der')),
    'the public key (JWK) as a secret': ({ forger }) => bearer(forger.signHmac('jwk')),
    'the modulus as a secret': ({ forger }) => bearer(forger.signHmac('n')),
    'another algorithm over an RS256 signature': header({ alg: 'RS512' }),
    'another kind of RSA signature': own(() => ({ alg: 'PS256' })),
    'an encrypted token for a header': async ({ forger }) => ({
      authorization: `Bearer ${(await forger.encrypt()).split('.').slice(0, 3).join('.')}`,
    }),
    "a token of Entra for the bot's own use": async ({ bot }) => bearer(await signInAsBot(bot)),
  },
  key: {
    'a key of its own under another id': own(() => ({ kid: 'mine' })),
    'a key of its own under an id from JavaScript': own(() => ({ kid: '__proto__' })),
    'a number for a key id': header({ kid: 1 }),
    'no key id': header({ kid: null }),
    'an unknown key id over a good signature': header({ kid: 'sandbox-999' }),
  },
  signature: {
    'a key of its own under the known id': own(() => ({})),
    'a key of its own in the header': own(({ ownKey }) => ({ jwk: ownKey })),
    'a key of its own at an address': own(() => ({ jku: 'https://evil.example/keys' })),
    'a certificate of its own at an address': own(() => ({
      x5u: 'https://evil.example/chain',
      x5c: ['MIIB'],
    })),
    'a signature cut short': ({ forger }) => bearer(forger.good.slice(0, -8)),
    'a signature of zeros': ({ forger }) => bearer(`${forger.header}.${forger.payload}.${'A'.repeat(342)}`),
    'the signature of another token': ({ bot, forger }) => {
      const other = bot.sandbox.botFramework.issueToken({ cloud: bot.cloud, expiresInSeconds: 7_200 }).token;
      return bearer(`${forger.header}.${forger.payload}.${other.split('.')[2]}`);
    },
    'claims changed after signing': ({ forger }) =>
      bearer(`${forger.header}.${encode({ ...forger.claims, more: true })}.${forger.signature}`),
    'a token within a token': ({ forger }) =>
      bearer(
        `${encode({ alg: 'RS256', kid: forger.kid, cty: 'JWT' })}.${Buffer.from(forger.good).toString('base64url')}.${forger.signature}`,
      ),
  },
  issuer: {
    "the emulator's issuer": claims(() => ({
      iss: 'https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0',
    })),
    "the emulator's older issuer": claims(() => ({
      iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/',
    })),
    "Entra's issuer of the bot's tenant": claims(({ cloud }) => ({
      iss: `${CLOUDS[cloud].botFramework.loginAuthority}/${SANDBOX_BOT[cloud].tenantId}/v2.0`,
    })),
    "the other cloud's issuer": claims(({ cloud }) => ({
      iss: CLOUDS[otherCloud(cloud)].botFramework.issuer,
    })),
    'the issuer with a slash': claims(({ cloud }) => ({ iss: `${CLOUDS[cloud].botFramework.issuer}/` })),
    'the issuer in capitals': claims(({ cloud }) => ({
      iss: CLOUDS[cloud].botFramework.issuer.toUpperCase(),
    })),
    'a list of issuers': claims(({ cloud }) => ({ iss: [CLOUDS[cloud].botFramework.issuer] })),
    'no issuer': claims(() => ({ iss: null })),
    'a token of the connector for the other cloud': ({ bot }) =>
      bearer(bot.sandbox.botFramework.issueToken({ cloud: otherCloud(bot.cloud) }).token),
  },
  audience: {
    'another bot': claims(() => ({ aud: '00000000-0000-4000-8000-000000000000' })),
    "the other cloud's bot": claims(({ cloud }) => ({ aud: SANDBOX_BOT[otherCloud(cloud)].appId })),
    "the partner's application": claims(() => ({ aud: SANDBOX_ACCOUNTS[0]?.clientId })),
    'no audience': claims(() => ({ aud: null })),
    'an empty audience': claims(() => ({ aud: '' })),
    'a list of audiences with the bot among them': claims(({ cloud }) => ({
      aud: ['00000000-0000-4000-8000-000000000000', SANDBOX_BOT[cloud].appId],
    })),
    'a list of one audience': claims(({ cloud }) => ({ aud: [SANDBOX_BOT[cloud].appId] })),
    'an audience with a blank': claims(({ cloud }) => ({ aud: `${SANDBOX_BOT[cloud].appId} ` })),
  },
  expired: {
    'an hour too late': claims((bot) => ({ exp: seconds(bot) - 3_600 })),
    'five minutes and a second too late': claims((bot) => ({ exp: seconds(bot) - 301 })),
  },
  notYetValid: {
    'an hour too early': claims((bot) => ({ nbf: seconds(bot) + 3_600 })),
    'five minutes and a second too early': claims((bot) => ({ nbf: seconds(bot) + 301 })),
    'a beginning in words': claims(() => ({ nbf: 'yesterday' })),
  },
  noExpiry: {
    'no end': claims(() => ({ exp: null })),
    'an end in words': claims((bot) => ({ exp: String(seconds(bot) + 3_600) })),
  },
  serviceUrl: {
    'no service URL in the token': claims(() => ({ serviceurl: null })),
    'an empty service URL in the token': claims(() => ({ serviceurl: '' })),
    'a list of service URLs in the token': claims(({ serviceUrl }) => ({ serviceurl: [serviceUrl] })),
    'another service URL in the token': claims(({ serviceUrl }) => ({ serviceurl: `${serviceUrl}more/` })),
    'two service URLs in the token': claims(({ serviceUrl }) => ({
      serviceurl: serviceUrl,
      serviceUrl: 'https://evil.example/',
    })),
    'a service URL of another letter case': claims(({ serviceUrl }) => ({
      serviceurl: serviceUrl.replace('/teams/', '/TEAMS/'),
    })),
    'a token for another service URL, sent again': ({ bot }) => ({
      ...bearer(bot.sandbox.botFramework.issueToken({ cloud: bot.cloud }).token),
      activity: { serviceUrl: bot.serviceUrl.replace('/teams/', '/emea/') },
    }),
    // A line break within is thrown away when the activity is read; the token still has it.
    'a service URL with a line break': at((host) => `https://${host}/te\nams/`),
  },
  address: {
    'a service URL of another host': from('https://evil.example/teams/'),
    'a service URL of this machine': from('http://127.0.0.1:9/'),
    'a service URL of the other cloud': (forging) =>
      from(connectorOf(otherCloud(forging.bot.cloud)))(forging),
    'a service URL without TLS': ({ bot, forger }) => ({
      ...bearer(forger.good),
      activity: { serviceUrl: bot.serviceUrl.replace('https:', 'http:') },
    }),
    'a service URL with a port': at((host) => `https://${host}:8443/teams/`),
    'a service URL with a user': at((host) => `https://${host}@evil.example/teams/`),
    'a service URL with a user before the host': at((host) => `https://evil@${host}/teams/`),
    'a service URL with a backslash': at((host) => `https://${host}\\@evil.example/teams/`),
    'a service URL with a longer host': at((host) => `https://${host}.evil.example/teams/`),
    'a service URL with an escaped host': at((host) => `https://${host.replace('.', '%2E')}/teams/`),
    'a service URL in wide letters': at(
      (host) => `https://${String.fromCodePoint((host.codePointAt(0) ?? 0) + 0xfee0)}${host.slice(1)}/teams/`,
    ),
    'a service URL with a query': at((host) => `https://${host}/teams/?to=evil.example`),
  },
  channel: {
    'another channel': ({ forger }) => ({ ...bearer(forger.good), activity: { channelId: 'webchat' } }),
    'the emulator as channel': ({ forger }) => ({
      ...bearer(forger.good),
      activity: { channelId: 'emulator' },
    }),
  },
  // Refused before the activity is looked at.
  '': {
    'two headers, both good': ({ forger }) => ({
      authorization: [`Bearer ${forger.good}`, `Bearer ${forger.good}`],
    }),
    'two headers, the first one forged': ({ forger }) => ({
      authorization: ['Bearer a.b.c', `Bearer ${forger.good}`],
    }),
  },
};

/** The bot's own token: it is for the connector, not from it. */
async function signInAsBot({ cloud, sandboxUrl }: SignedBot): Promise<string> {
  const { appId, password = '', tenantId } = SANDBOX_BOT[cloud];
  const { loginAuthority, tokenScope } = CLOUDS[cloud].botFramework;
  const answer = await fetch(
    `${loginAuthority.replace('https:/', sandboxUrl)}/${tenantId}/oauth2/v2.0/token`,
    {
      method: 'POST',
      body: new URLSearchParams({
        ...{ grant_type: 'client_credentials', client_id: appId, client_secret: password, scope: tokenScope },
      }),
    },
  );
  if (answer.status !== 200) throw new Error(`The sandbox gave no token: ${answer.status}.`);
  return JSON.parse(await answer.text()).access_token;
}
