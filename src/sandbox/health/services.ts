/**
 * Services by the id Graph gives them in `healthOverviews`, with Microsoft's name. Ids from Graph's samples and from public
 * listings of tenants; both change over the years.
 */
export const SERVICE_NAMES = {
  Exchange: 'Exchange Online',
  OrgLiveID: 'Microsoft Entra',
  OSDPPlatform: 'Microsoft 365 suite',
  microsoftteams: 'Microsoft Teams',
  SharePoint: 'SharePoint Online',
  OneDriveForBusiness: 'OneDrive for Business',
  Intune: 'Microsoft Intune',
  MobileDeviceManagement: 'Mobile Device Management for Office 365',
  O365Client: 'Microsoft 365 apps',
  officeonline: 'Microsoft 365 for the web',
  Microsoft365Copilot: 'Microsoft Copilot (Microsoft 365)',
  Microsoft365Defender: 'Microsoft Defender XDR',
  cloudappsecurity: 'Microsoft Defender for Cloud Apps',
  Purview: 'Microsoft Purview',
  RMS: 'Azure Information Protection',
  PowerBIcom: 'Power BI',
  PowerApps: 'Power Apps',
  PowerAppsM365: 'Power Apps in Microsoft 365',
  MicrosoftFlow: 'Microsoft Power Automate',
  MicrosoftFlowM365: 'Power Automate in Microsoft 365',
  DynamicsCRM: 'Dynamics 365 Apps',
  Forms: 'Microsoft Forms',
  Planner: 'Planner',
  Bookings: 'Microsoft Bookings',
  yammer: 'Microsoft Viva Engage',
  Viva: 'Microsoft Viva',
  Stream: 'Microsoft Stream',
  SwayEnterprise: 'Sway',
} as const;

export type ServiceId = keyof typeof SERVICE_NAMES;

const SMALL: readonly ServiceId[] = [
  'Exchange',
  'OrgLiveID',
  'OSDPPlatform',
  'microsoftteams',
  'SharePoint',
  'OneDriveForBusiness',
  'O365Client',
  'officeonline',
  'Forms',
  'Planner',
];
const MEDIUM: readonly ServiceId[] = [
  ...SMALL,
  'Intune',
  'MobileDeviceManagement',
  'PowerBIcom',
  'PowerAppsM365',
  'MicrosoftFlowM365',
  'Bookings',
  'yammer',
  'Stream',
];
const LARGE: readonly ServiceId[] = [
  ...MEDIUM,
  'Microsoft365Copilot',
  'Microsoft365Defender',
  'Purview',
  'PowerApps',
  'MicrosoftFlow',
  'DynamicsCRM',
  'Viva',
];

/** What customers of different sizes have. `quiet` is a customer whose services nothing active ever touches by name. */
export const SERVICE_SETS = {
  small: SMALL,
  medium: MEDIUM,
  large: LARGE,
  quiet: MEDIUM,
  chinaSmall: ['Exchange', 'OrgLiveID', 'OSDPPlatform', 'SharePoint', 'OneDriveForBusiness', 'O365Client'],
  chinaLarge: [
    'Exchange',
    'OrgLiveID',
    'OSDPPlatform',
    'microsoftteams',
    'SharePoint',
    'OneDriveForBusiness',
    'Intune',
    'O365Client',
    'officeonline',
    'Forms',
    'Planner',
    'PowerBIcom',
    'PowerAppsM365',
    'MicrosoftFlowM365',
  ],
} satisfies Record<string, readonly ServiceId[]>;

export type ServiceSet = keyof typeof SERVICE_SETS;
