import { describe, expect, it } from 'vitest';
import {
  correctServiceName,
  isServiceName,
  matchServices,
} from '../../../src/chat/grammar/service-topics.ts';

/** As Microsoft Graph lists them for a large customer. */
const SERVICES = [
  { id: 'Exchange', name: 'Exchange Online' },
  { id: 'OrgLiveID', name: 'Microsoft Entra' },
  { id: 'OSDPPlatform', name: 'Microsoft 365 suite' },
  { id: 'SharePoint', name: 'SharePoint Online' },
  { id: 'DynamicsCRM', name: 'Dynamics 365 Apps' },
  { id: 'yammer', name: 'Viva Engage' },
  { id: 'MobileDeviceManagement', name: 'Mobile Device Management for Office 365' },
  { id: 'Planner', name: 'Planner' },
  { id: 'PowerBIcom', name: 'Power BI' },
  { id: 'Intune', name: 'Microsoft Intune' },
  { id: 'OneDriveForBusiness', name: 'OneDrive for Business' },
  { id: 'microsoftteams', name: 'Microsoft Teams' },
  { id: 'officeonline', name: 'Office for the web' },
  { id: 'O365Client', name: 'Microsoft 365 Apps' },
  { id: 'PowerAppsM365', name: 'Power Apps in Microsoft 365' },
  { id: 'PowerApps', name: 'Power Apps' },
  { id: 'MicrosoftFlow', name: 'Microsoft Power Automate' },
  { id: 'Microsoft365Defender', name: 'Microsoft Defender XDR' },
  { id: 'cloudappsecurity', name: 'Microsoft Defender for Cloud Apps' },
  { id: 'UniversalPrint', name: 'Universal Print' },
  { id: 'Quasar', name: 'Microsoft Quasar Café' },
];

const namesOf = (words: string) => matchServices(words, SERVICES).map((index) => SERVICES[index]?.name);

describe('matchServices', () => {
  it.each([
    ['Exchange', 'Exchange Online'],
    ['exchange online', 'Exchange Online'],
    ['e-mail', 'Exchange Online'],
    ['E mail', 'Exchange Online'],
    ['the mail', 'Exchange Online'],
    ['Outlook', 'Exchange Online'],
    ['OWA', 'Exchange Online'],
    ['la messagerie', 'Exchange Online'],
    ['메일', 'Exchange Online'],
    ['메일이', 'Exchange Online'],
    ['전자 메일 서비스', 'Exchange Online'],
    ['邮件', 'Exchange Online'],
    ['邮件服务', 'Exchange Online'],
    ['邮件收发', 'Exchange Online'],
    ['exchnage', 'Exchange Online'],
    ['sending e-mail', 'Exchange Online'],
    ['sign-in', 'Microsoft Entra'],
    ['Azure AD', 'Microsoft Entra'],
    ['MFA', 'Microsoft Entra'],
    ['connexion', 'Microsoft Entra'],
    ['로그인', 'Microsoft Entra'],
    ['登录', 'Microsoft Entra'],
    ['OrgLiveID', 'Microsoft Entra'],
    ['files', 'OneDrive for Business'],
    ['fichiers', 'OneDrive for Business'],
    ['원드라이브', 'OneDrive for Business'],
    ['intranet', 'SharePoint Online'],
    ['meetings', 'Microsoft Teams'],
    ['réunions', 'Microsoft Teams'],
    ['reunions', 'Microsoft Teams'],
    ['화상 회의', 'Microsoft Teams'],
    ['会议', 'Microsoft Teams'],
    ['MS Teams', 'Microsoft Teams'],
    ['office apps', 'Microsoft 365 Apps'],
    ['office for the web', 'Office for the web'],
    ['endpoint manager', 'Microsoft Intune'],
    ['power bi', 'Power BI'],
    ['PowerBI', 'Power BI'],
    ['flow', 'Microsoft Power Automate'],
    ['power apps', 'Power Apps'],
    ['crm', 'Dynamics 365 Apps'],
    ['yammer', 'Viva Engage'],
    ['microsoft 365', 'Microsoft 365 suite'],
    ['admin centre', 'Microsoft 365 suite'],
    ['管理中心', 'Microsoft 365 suite'],
    ['defender', 'Microsoft Defender XDR'],
    ['defender for cloud apps', 'Microsoft Defender for Cloud Apps'],
    ['mobile device', 'Mobile Device Management for Office 365'],
  ])('%s is %s', (words, name) => {
    expect(namesOf(words)[0]).toBe(name);
  });

  it('finds a service it has never heard of by the words of its name, accents and one slip forgiven', () => {
    for (const words of ['quasar', 'cafe quasar', 'Microsoft Quasar', 'quaser', 'QUASAR CAFÉ'])
      expect(namesOf(words)).toEqual(['Microsoft Quasar Café']);
  });

  it('gives all of a family, best first', () => {
    expect(namesOf('power apps')).toEqual(['Power Apps', 'Power Apps in Microsoft 365']);
    expect(namesOf('defender')).toEqual(['Microsoft Defender XDR', 'Microsoft Defender for Cloud Apps']);
  });

  it.each([
    '',
    ' ',
    '?',
    'Contoso',
    'microsoft',
    'service',
    'the',
    'fax',
    '팩스',
    '传真',
  ])('finds nothing for %j', (words) => {
    expect(matchServices(words, SERVICES)).toEqual([]);
  });

  it('finds nothing that the customer does not have', () => {
    expect(matchServices('e-mail', [{ id: 'SharePoint', name: 'SharePoint Online' }])).toEqual([]);
    expect(matchServices('e-mail', [])).toEqual([]);
  });

  it('reads old names and ids that differ in case', () => {
    expect(matchServices('entra', [{ id: 'x', name: 'Identity Service' }])).toEqual([0]);
    expect(matchServices('teams', [{ id: 'MicrosoftTeams', name: '微软团队' }])).toEqual([0]);
    expect(matchServices('yammer', [{ id: 'YAMMER', name: '' }])).toEqual([0]);
  });

  it('gives every subscription for Azure, and one by its name', () => {
    const rows = ['Azure: Production', 'Exchange Online', 'Azure: Test, Dev', 'azure:staging'].map(
      (name) => ({
        id: '',
        name,
      }),
    );
    for (const words of [
      'Azure',
      'microsoft azure',
      'azure subscriptions',
      '애저',
      'azure 订阅',
      'azure 구독',
    ])
      expect(matchServices(words, rows), words).toEqual([0, 2, 3]);
    expect(matchServices('Azure Test', rows)).toEqual([2]);
    expect(matchServices('virtual machines', rows)).toEqual([]);
  });

  it.each([
    ['VMs', 'Virtual Machines'],
    ['가상 머신', 'Virtual Machines'],
    ['虚拟机', 'Virtual Machines'],
    ['machines virtuelles', 'Virtual Machines'],
    ['sql', 'SQL Database'],
    ['SQL 数据库', 'SQL Database'],
    ['app service', 'App Service (Linux)'],
    ['AKS', 'Azure Kubernetes Service (AKS)'],
    ['key vaults', 'Key Vault'],
    ['coffre de clés', 'Key Vault'],
  ])('%s is what Azure calls %s', (words, name) => {
    expect(matchServices(words, [{ id: '', name }])).toEqual([0]);
  });
});

describe('isServiceName', () => {
  it.each([
    'Exchange',
    'e-mail',
    'la messagerie',
    'Microsoft Loop',
    '메일',
    '登录服务',
    'Shareponit',
    'Azure',
    'virtual machines',
    'App Service',
    'storage account',
    'Kubernetes',
    'Cosmos DB',
    '가상 네트워크',
    '密钥保管库',
  ])('knows %s', (words) => {
    expect(isServiceName(words)).toBe(true);
  });
  it.each(['Contoso', 'Pizza', '集团', '너지 팀즈', 'Microsoft', ''])('does not take %j for one', (words) => {
    expect(isServiceName(words)).toBe(false);
  });
});

describe('a service that was typed', () => {
  it.each([
    ['Exhange', 'Exchange'],
    ['exhange online', 'Exchange Online'],
    ['sharepiont', 'SharePoint'],
    ['Exchange', 'Exchange'],
    ['owa', 'owa'],
    ['메일', '메일'],
    ['Microsoft Loop', 'Microsoft Loop'],
    ['Contoso', 'Contoso'],
  ])('%s is kept as %s', (words, name) => {
    expect(correctServiceName(words)).toBe(name);
    expect(correctServiceName(name)).toBe(name);
  });
});
