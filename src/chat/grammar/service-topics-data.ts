/** One service, or a family, as people call it. */
export interface ServiceTopic {
  /** Microsoft's ids in health overviews, most fitting first. */
  readonly ids: readonly string[];
  /** Words that the service's name holds, for ids that are not listed or have changed. */
  readonly names: readonly string[];
  /** What people call it, in any language; `|` between. Spaces and hyphens do not matter. */
  readonly called: string;
}

/**
 * Ids and names: Microsoft Graph `healthOverviews` and the Office 365 Service Communications workloads. The first topic that is
 * called so wins. Azure's own: `AZURE_TOPICS`.
 */
export const SERVICE_TOPICS: readonly ServiceTopic[] = [
  {
    ids: ['Exchange'],
    names: ['exchange online', 'exchange'],
    called:
      'exchange|exchange online|exo|email|emails|mail|mails|mailbox|mailboxes|mail flow|outlook|outlook online|outlook on the web|owa|calendar|calendars|messagerie|messageries|courriel|courriels|courrier|boîte mail|boîtes mail|boîte aux lettres|calendrier|agenda|메일|이메일|전자 메일|전자우편|편지함|사서함|메일함|아웃룩|익스체인지|익스체인지 온라인|캘린더|일정|邮件|電子郵件|郵件|电子邮件|邮箱|企业邮箱|收件箱|日历|收发邮件',
  },
  {
    ids: ['microsoftteams'],
    names: ['microsoft teams', 'teams'],
    called:
      'teams|microsoft teams|ms teams|team|meeting|meetings|calls|calling|chat|teams phone|telephony|conferencing|réunion|réunions|visio conférence|visioconférence|appels|téléphonie|conversations|팀즈|팀스|마이크로소프트 팀즈|회의|화상 회의|화상회의|통화|전화|채팅|会议|视频会议|通话|电话|聊天|團隊|團隊會議|会议室',
  },
  {
    ids: ['OrgLiveID', 'MicrosoftEntra', 'Entra', 'AzureActiveDirectory', 'AAD'],
    names: ['entra', 'identity service', 'azure active directory', 'active directory'],
    called:
      'entra|microsoft entra|entra id|microsoft entra id|azure ad|aad|azure active directory|active directory|identity|identity service|sign in|signin|sign ins|sign on|login|logins|log in|logon|log on|mfa|multi factor authentication|multifactor|sso|authentication|password|passwords|password reset|connexion|connexions|identification|authentification|identité|mot de passe|mots de passe|ouverture de session|로그인|로그온|인증|다단계 인증|계정 로그인|엔트라|비밀번호|암호|登录|登陆|登入|登录服务|账号登录|身份验证|认证|验证|多重身份验证|密码|账号|账户',
  },
  {
    ids: ['SharePoint'],
    names: ['sharepoint online', 'sharepoint'],
    called:
      'sharepoint|sharepoint online|spo|intranet|sites|team sites|쉐어포인트|셰어포인트|셰어 포인트|쉐어 포인트|인트라넷|사이트|内网|内部网站|站点|共享点',
  },
  {
    ids: ['OneDriveForBusiness', 'SharePoint'],
    names: ['onedrive'],
    called:
      'onedrive|one drive|onedrive for business|files|file|file sync|documents|fichiers|fichier|원드라이브|파일|파일 동기화|문서|文件|网盘|云盘|文件同步|文档',
  },
  {
    ids: ['O365Client', 'officeonline', 'OSub'],
    names: ['microsoft 365 apps', 'office for the web', 'office'],
    called:
      'office|office apps|microsoft 365 apps|m365 apps|office 365 apps|apps for enterprise|word|excel|powerpoint|onenote|microsoft office|applications office|apps office|bureautique|오피스|오피스 앱|워드|엑셀|파워포인트|办公软件|办公应用|办公套件|Office 应用|Office 软件',
  },
  {
    ids: ['officeonline'],
    names: ['office for the web', 'office online'],
    called:
      'office for the web|office online|office on the web|web office|office web|webbureautique|웹용 오피스|网页版 office|office 网页版',
  },
  {
    ids: ['OSDPPlatform', 'OSub'],
    names: ['microsoft 365 suite', 'office 365 portal', 'microsoft 365 admin'],
    called:
      'microsoft 365|office 365|m365|o365|microsoft 365 suite|office 365 suite|suite|portal|office portal|admin center|admin centre|admin portal|microsoft 365 admin center|microsoft 365 portal|portail|portail office|centre d administration|centre d admin|suite microsoft 365|관리 센터|관리자 센터|포털|포탈|마이크로소프트 365|管理中心|门户|管理门户|套件|微软 365',
  },
  {
    ids: ['Intune'],
    names: ['intune', 'endpoint manager'],
    called:
      'intune|microsoft intune|endpoint manager|microsoft endpoint manager|mem|autopilot|device management|devices|company portal|gestion des appareils|appareils|인튠|기기 관리|장치 관리|디바이스 관리|设备管理|设备|终端管理',
  },
  {
    ids: ['MobileDeviceManagement'],
    names: ['mobile device management', 'basic mobility'],
    called: 'mdm|mobile device management|basic mobility|gestion des mobiles|모바일 기기 관리|移动设备管理',
  },
  {
    ids: ['PowerBIcom', 'MicrosoftFabric', 'Fabric'],
    names: ['power bi', 'fabric'],
    called:
      'power bi|powerbi|pbi|fabric|microsoft fabric|microsoft power bi|파워 비아이|파워 BI|파워비아이|패브릭|报表',
  },
  {
    ids: ['MicrosoftFlow', 'MicrosoftFlowM365'],
    names: ['power automate'],
    called:
      'power automate|flow|flows|microsoft flow|microsoft power automate|파워 오토메이트|파워오토메이트|플로우|自动化流程',
  },
  {
    ids: ['PowerApps', 'PowerAppsM365'],
    names: ['power apps'],
    called: 'power apps|powerapps|power app|microsoft power apps|파워 앱스|파워앱스|파워앱',
  },
  {
    ids: ['PowerPlatform', 'PowerApps', 'MicrosoftFlow', 'PowerBIcom'],
    names: ['power platform', 'power apps', 'power automate', 'power bi', 'power pages'],
    called: 'power platform|microsoft power platform|dataverse|파워 플랫폼|파워플랫폼|power 平台',
  },
  {
    ids: ['DynamicsCRM', 'DynamicsNAV', 'DynamicsAX'],
    names: ['dynamics'],
    called:
      'dynamics|dynamics 365|d365|crm|dynamics crm|dynamics 365 apps|다이나믹스|다이나믹스 365|客户关系管理',
  },
  {
    ids: ['DynamicsNAV'],
    names: ['business central'],
    called: 'business central|dynamics 365 business central|nav|navision|erp|비즈니스 센트럴',
  },
  {
    ids: ['yammer', 'VivaEngage', 'Viva'],
    names: ['viva engage', 'yammer'],
    called: 'yammer|viva engage|engage|yammer enterprise|야머|비바 인게이지',
  },
  {
    ids: ['Viva', 'MicrosoftCommunicationsOnline'],
    names: ['viva'],
    called: 'viva|microsoft viva|viva insights|비바',
  },
  {
    ids: ['Planner', 'ProjectForTheWeb'],
    names: ['planner'],
    called:
      'planner|microsoft planner|tasks|to do|todo|microsoft to do|tâches|플래너|작업|할 일|任务|计划|待办',
  },
  {
    ids: ['Forms'],
    names: ['forms'],
    called: 'forms|microsoft forms|surveys|formulaires|폼즈|설문|表单|问卷',
  },
  { ids: ['Stream'], names: ['stream'], called: 'stream|microsoft stream|스트림|视频' },
  {
    ids: ['Microsoft365Defender', 'MicrosoftDefender', 'cloudappsecurity', 'DefenderForEndpoint', 'AzureATP'],
    names: ['defender'],
    called:
      'defender|microsoft defender|microsoft defender xdr|microsoft 365 defender|defender for endpoint|defender for office 365|xdr|antivirus|디펜더|백신|安全中心|防病毒',
  },
  {
    ids: ['cloudappsecurity'],
    names: ['defender for cloud apps', 'cloud app security'],
    called: 'cloud app security|defender for cloud apps|microsoft defender for cloud apps|mcas|casb',
  },
  {
    ids: ['Purview', 'MicrosoftPurview', 'RMS'],
    names: ['purview', 'information protection'],
    called: 'purview|microsoft purview|compliance|ediscovery|dlp|conformité|퍼뷰|규정 준수|合规',
  },
  {
    ids: ['RMS', 'Purview'],
    names: ['information protection', 'rights management'],
    called:
      'rms|aip|azure information protection|information protection|rights management|encryption|sensitivity labels|정보 보호|信息保护|加密',
  },
  {
    ids: ['Bookings'],
    names: ['bookings'],
    called: 'bookings|booking|microsoft bookings|rendez vous|부킹스|예약|预约',
  },
  {
    ids: ['ProjectForTheWeb', 'ProjectOnline', 'Planner'],
    names: ['project for the web', 'project online', 'project'],
    called: 'project|microsoft project|project online|project for the web|프로젝트|项目',
  },
  { ids: ['Visio'], names: ['visio'], called: 'visio|microsoft visio|비지오' },
  {
    ids: ['Windows365', 'CloudPC'],
    names: ['windows 365', 'cloud pc'],
    called: 'windows 365|cloud pc|cloud pcs|w365|윈도우 365|클라우드 PC|云电脑|云 PC',
  },
  { ids: ['WindowsAutopatch'], names: ['autopatch'], called: 'autopatch|windows autopatch' },
  {
    ids: ['WVD', 'AzureVirtualDesktop'],
    names: ['virtual desktop'],
    called: 'avd|wvd|azure virtual desktop|virtual desktop|가상 데스크톱|虚拟桌面',
  },
  {
    ids: ['Copilot', 'MicrosoftCopilot', 'Microsoft365Copilot'],
    names: ['copilot'],
    called:
      'copilot|microsoft copilot|microsoft 365 copilot|m365 copilot|copilot chat|copilot studio|코파일럿|코파일럿 스튜디오|智能副驾驶',
  },
  {
    ids: ['Lync', 'SkypeForBusiness'],
    names: ['skype'],
    called: 'skype|skype for business|lync|sfb|스카이프|비즈니스용 스카이프',
  },
  { ids: ['SwayEnterprise'], names: ['sway'], called: 'sway|microsoft sway' },
  {
    ids: ['UniversalPrint'],
    names: ['universal print'],
    called: 'universal print|printing|printers|impression|imprimantes|인쇄|프린터|打印|打印机',
  },
  {
    ids: ['Whiteboard'],
    names: ['whiteboard'],
    called: 'whiteboard|microsoft whiteboard|tableau blanc|화이트보드|白板',
  },
  { ids: ['Loop'], names: ['loop'], called: 'loop|microsoft loop' },
  { ids: ['Clipchamp'], names: ['clipchamp'], called: 'clipchamp|microsoft clipchamp' },
  { ids: ['Places'], names: ['places'], called: 'microsoft places' },
];
