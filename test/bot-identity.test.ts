import { describe, expect, it } from 'vitest';
import { ConfigError, type Environment, readConfig } from '../src/config.ts';

const BOT = {
  MicrosoftAppId: 'a6c7f1b0-0000-4000-8000-000000000003',
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppTenantId: 'a6c7f1b0-0000-4000-8000-000000000004',
  MicrosoftAppPassword: 'the-password',
};
const read = (env: Environment) => readConfig(env, () => '').identity;

describe("the bot's cloud", () => {
  it('is the global one unless told otherwise', () => {
    expect(read(BOT)?.cloud).toBe('global');
    expect(read({ ...BOT, BOT_CLOUD: ' ' })?.cloud).toBe('global');
    expect(read({ ...BOT, BOT_CLOUD: 'china' })?.cloud).toBe('china');
  });

  it('makes no bot of its own', () => {
    expect(read({ BOT_CLOUD: 'china' })).toBeUndefined();
  });

  it.each([
    'China',
    'gov',
    'https://login.botframework.azure.cn',
  ])('is not %s, which is told by name', (cloud) => {
    const wrong = () => read({ ...BOT, BOT_CLOUD: cloud });
    expect(wrong).toThrow(ConfigError);
    expect(wrong).toThrow('BOT_CLOUD must be global or china');
  });
});
