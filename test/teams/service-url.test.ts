import { describe, expect, it } from 'vitest';
import { isConnectorUrl } from '../../src/teams/service-url.ts';

describe('isConnectorUrl', () => {
  it.each([
    'https://smba.trafficmanager.net/amer/',
    'https://SMBA.trafficmanager.net/emea/tenant-id/',
    'https://smba.infra.gcc.teams.microsoft.com/gcc/',
    'https://frontend.botapi.msg.infra.teams.microsoftonline.cn/',
  ])('accepts %s', (url) => expect(isConnectorUrl(url)).toBe(true));

  it.each([
    'http://smba.trafficmanager.net/amer/',
    'https://smba.trafficmanager.net.evil.example/',
    'https://evil.example/smba.trafficmanager.net/',
    'https://smba.trafficmanager.net@evil.example/',
    'https://user:pass@smba.trafficmanager.net/',
    'https://smba.trafficmanager.net:8443/',
    'https://smba.trafficmanager.net\\@evil.example/',
    'https://smba.trafficmanager.net.',
    'https://127.0.0.1/',
    'ftp://smba.trafficmanager.net/',
    'smba.trafficmanager.net',
    '',
  ])('refuses %j', (url) => expect(isConnectorUrl(url)).toBe(false));
});
