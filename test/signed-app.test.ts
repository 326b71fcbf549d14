import { describe, expect, it, onTestFinished } from 'vitest';
import { CLOUD_NAMES, CLOUDS } from '../src/clouds.ts';
import { SANDBOX_ACCOUNTS, SANDBOX_BOT } from '../src/sandbox/accounts.ts';
import { createSandbox } from '../src/sandbox/sandbox.ts';
import { startBot } from './support/start-bot.ts';

describe.each(CLOUD_NAMES)('the whole bot with an app id in the cloud %s', (cloud) => {
  it('answers what the channel signed, through the upstream, and nothing else', async () => {
    const sandbox = createSandbox({ clock: Date.now });
    const { url: upstream } = await sandbox.start();
    onTestFinished(() => sandbox.stop());
    const { appId, tenantId, password } = SANDBOX_BOT[cloud];
    const bot = await startBot({
      upstream: { url: upstream, accounts: SANDBOX_ACCOUNTS },
      env: {
        MicrosoftAppId: appId,
        MicrosoftAppType: 'SingleTenant',
        MicrosoftAppTenantId: tenantId,
        MicrosoftAppPassword: password,
        BOT_CLOUD: cloud,
      },
    });
    onTestFinished(() => bot.stop());
    const serviceUrl = `https://${CLOUDS[cloud].botFramework.connectorHosts[0]}/teams/`;
    const post = async (headers: Readonly<Record<string, string>>) => {
      const answer = await fetch(`${bot.url}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({
          ...{ type: 'message', id: '1', channelId: 'msteams', serviceUrl, text: 'help' },
          from: { id: '29:adele', name: 'Adele', aadObjectId: '00000000-0000-4000-8000-000000000001' },
          recipient: { id: '28:bot' },
          conversation: { id: 'a:1', conversationType: 'personal', tenantId },
        }),
      });
      return answer.status;
    };
    const messages = () => sandbox.botFramework.messages.list();
    expect([await post({}), await post({ authorization: 'Bearer a.b.c' })]).toEqual([401, 401]);
    expect(messages()).toEqual([]);
    const { authorization } = sandbox.botFramework.issueToken({ cloud });
    expect(await post({ authorization })).toBe(200);
    expect(messages()).toMatchObject([{ cloud, serviceUrl, conversation: 'a:1' }]);
    expect(JSON.stringify(bot.logLines)).not.toContain(authorization.slice(7));
  });
});
