import { describe, expect, it } from 'vitest';
import { isConnectorUrl, isSameServiceUrl } from '../../src/teams/service-url.ts';

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

describe('a connector', () => {
  const inChina = 'https://frontend.botapi.msg.infra.teams.microsoftonline.cn/teams/';
  const inGlobal = 'https://smba.trafficmanager.net/teams/';

  it('is of one cloud only', () => {
    expect([isConnectorUrl(inGlobal, 'global'), isConnectorUrl(inGlobal, 'china')]).toEqual([true, false]);
    expect([isConnectorUrl(inChina, 'global'), isConnectorUrl(inChina, 'china')]).toEqual([false, true]);
  });

  it.each([
    ['https://smba.trafficmanager.net/teams', true],
    ['HTTPS://SMBA.trafficmanager.net/teams/', true],
    ['https://smba.trafficmanager.net/Teams/', false],
    ['https://smba.trafficmanager.net/teams//', false],
    ['https://smba.trafficmanager.net/', false],
    ['https://smba.trafficmanager.net/teams/../teams/', false],
    ['https://smba.trafficmanager.net/te%61ms/', false],
    ['', false],
  ])('is the same as %j: %j', (other, isSame) => {
    expect(isSameServiceUrl(inGlobal, other)).toBe(isSame);
    expect(isSameServiceUrl(other, inGlobal)).toBe(isSame);
  });

  it('is nothing that cannot be read, not even twice', () => {
    expect(isSameServiceUrl('odd', 'odd')).toBe(false);
  });
});
