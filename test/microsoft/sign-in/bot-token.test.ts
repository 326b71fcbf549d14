import { describe, expect, it } from 'vitest';
import { CLOUD_NAMES } from '../../../src/clouds.ts';
import { DEFAULT_TIMINGS, type Runtime } from '../../../src/microsoft/call.ts';
import { createSend } from '../../../src/microsoft/policy/send.ts';
import { createBotTokens } from '../../../src/microsoft/sign-in/bot-token.ts';
import { SANDBOX_BOT } from '../../../src/sandbox/accounts.ts';
import { createFakeTime } from '../../support/fake-time.ts';

const never = new AbortController().signal;

/** A sign-in service that gives numbered tokens for an hour, or refuses. */
function startSignIn(refuse = false) {
  const time = createFakeTime();
  const requests: { readonly url: string; readonly form: URLSearchParams }[] = [];
  const runtime: Runtime = {
    ...{
      clock: time.clock,
      sleep: time.sleep,
      random: () => 0.5,
      observe: () => {},
      timings: DEFAULT_TIMINGS,
    },
    upstream: undefined,
    async fetch(input, init) {
      requests.push({ url: String(input), form: new URLSearchParams(String(init?.body)) });
      return refuse
        ? Response.json(
            { error: 'invalid_client', error_description: 'AADSTS7000215: secret' },
            { status: 401 },
          )
        : Response.json({
            token_type: 'Bearer',
            expires_in: 3_599,
            access_token: `token-${requests.length}`,
          });
    },
  };
  return { runtime, send: createSend(runtime), requests, time };
}

describe("the bot's own tokens", () => {
  it.each(CLOUD_NAMES)('come from the sign-in service of bots in the cloud %s', async (cloud) => {
    const { runtime, send, requests } = startSignIn();
    const tokens = createBotTokens(runtime, send, SANDBOX_BOT[cloud]);
    expect(await tokens.getToken(never)).toBe('token-1');
    const { url = '', form } = requests[0] ?? {};
    const { tenantId, appId, password } = SANDBOX_BOT[cloud];
    const host = { global: 'login.microsoftonline.com', china: 'login.partner.microsoftonline.cn' }[cloud];
    expect(url.startsWith(`https://${host}/${tenantId}/oauth2/v2.0/token`)).toBe(true);
    expect(form?.get('client_id')).toBe(appId);
    expect(form?.get('client_secret')).toBe(password);
    const resource = { global: 'api.botframework.com', china: 'api.botframework.azure.cn' }[cloud];
    expect(form?.get('scope')).toContain(`https://${resource}/.default`);
  });

  it('are kept for as long as they are good, fetched once for many, and given up when refused', async () => {
    const { runtime, send, requests, time } = startSignIn();
    const tokens = createBotTokens(runtime, send, SANDBOX_BOT.global);
    const many = await Promise.all(Array.from({ length: 50 }, () => tokens.getToken(never)));
    expect(new Set(many)).toEqual(new Set(['token-1']));
    tokens.dropToken('another');
    expect(await tokens.getToken(never)).toBe('token-1');
    tokens.dropToken('token-1');
    expect(await tokens.getToken(never)).toBe('token-2');
    time.advance(3_600_000);
    expect(await tokens.getToken(never)).toBe('token-3');
    expect(requests).toHaveLength(3);
  });

  it('that are refused say why, and nothing secret', async () => {
    const { runtime, send } = startSignIn(true);
    const error = await createBotTokens(runtime, send, SANDBOX_BOT.global)
      .getToken(never)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: expect.stringMatching(/Re/), code: 'credentialRefused' });
    expect(String(error)).not.toContain(SANDBOX_BOT.global.password);
    expect(String(error)).toMatch(/AADSTS7000215.*check MicrosoftAppId and MicrosoftAppPassword$/);
  });

  it('that cannot be asked for name the settings of the bot, not those of a partner account', async () => {
    const { runtime, send, requests } = startSignIn();
    const tokens = createBotTokens(runtime, send, { ...SANDBOX_BOT.global, password: undefined });
    const error = await tokens.getToken(never).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'credentialRefused' });
    expect(String(error)).toContain('check MicrosoftAppId and MicrosoftAppPassword');
    expect(String(error)).not.toContain('PARTNER_');
    expect(requests).toEqual([]);
  });

  describe('of a managed identity', () => {
    const identity = { ...SANDBOX_BOT.china, type: 'UserAssignedMSI', password: undefined } as const;

    it('are asked of the machine, for the resource of the channel', async () => {
      const { runtime, send, requests, time } = startSignIn();
      const asked: string[] = [];
      const tokens = createBotTokens(runtime, send, identity, async (resource) => {
        asked.push(resource);
        return { value: 'of-the-machine', expiresAt: time.clock() + 3_600_000 };
      });
      expect([await tokens.getToken(never), await tokens.getToken(never)]).toEqual(
        Array(2).fill('of-the-machine'),
      );
      expect(asked).toEqual(['https://api.botframework.azure.cn']);
      expect(requests).toEqual([]);
    });

    it('are none where the machine cannot be asked', async () => {
      const { runtime, send } = startSignIn();
      const tokens = createBotTokens(runtime, send, identity);
      await expect(tokens.getToken(never)).rejects.toMatchObject({ code: 'credentialRefused' });
    });
  });
});
