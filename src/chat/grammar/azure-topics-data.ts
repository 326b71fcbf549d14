import type { ServiceTopic } from './service-topics-data.ts';

/**
 * Azure, and those of its services that people ask about most. They have no ids: Azure's events name services by their English names
 * (`Virtual Machines`), and a customer's Azure stands in reports by its subscriptions (`Azure: Production`). Words that also end
 * companies' names (`storage`, `backup`) count only together with others.
 */
export const AZURE_TOPICS: readonly ServiceTopic[] = [
  topic(
    ['azure'],
    'azure|microsoft azure|ms azure|azure cloud|azure subscription|azure subscriptions|abonnement azure|abonnements azure|애저|마이크로소프트 애저|애저 구독|azure 구독|微软云|微软 azure|azure 订阅|azure 云',
  ),
  topic(
    ['virtual machines', 'virtual machine'],
    'virtual machine|virtual machines|vm|vms|azure vm|azure vms|azure virtual machine|azure virtual machines|machine virtuelle|machines virtuelles|가상 머신|가상 컴퓨터|가상 서버|虚拟机|虚拟机器|虛擬機器|云服务器|云主机',
  ),
  topic(
    ['virtual machine scale sets', 'scale sets'],
    'virtual machine scale set|virtual machine scale sets|vmss|scale set|scale sets|groupes identiques|가상 머신 확장 집합|虚拟机规模集',
  ),
  topic(
    ['sql database', 'sql'],
    'sql|sql db|sql database|sql databases|azure sql|azure sql db|azure sql database|base sql|bases sql|base de données sql|bases de données sql|sql 데이터베이스|애저 sql|sql 数据库|sql 資料庫',
  ),
  topic(
    ['sql managed instance'],
    'sql managed instance|sql managed instances|instance gérée sql|sql 관리형 인스턴스|sql 托管实例',
  ),
  topic(
    ['storage'],
    'storage account|storage accounts|azure storage|blob|blobs|blob storage|azure files|compte de stockage|comptes de stockage|stockage azure|stockage blob|스토리지 계정|저장소 계정|애저 스토리지|blob 저장소|存储帐户|存储账户|存储账号|azure 存储|blob 存储',
  ),
  topic(
    ['app service', 'web apps'],
    'app service|app services|azure app service|azure app services|web app|web apps|application web|applications web|앱 서비스|웹 앱|应用服务|应用程序服务|web 应用',
  ),
  topic(
    ['kubernetes'],
    'aks|kubernetes|k8s|kubernetes service|azure kubernetes|azure kubernetes service|쿠버네티스|쿠버네티스 서비스|kubernetes 服务|容器服务',
  ),
  topic(
    ['container apps', 'container instances', 'container registry'],
    'container apps|container app|container instances|container registry|acr|aci|컨테이너 앱|컨테이너 레지스트리|容器应用|容器实例|容器注册表',
  ),
  topic(
    ['virtual network'],
    'virtual network|virtual networks|vnet|vnets|azure virtual network|réseau virtuel|réseaux virtuels|가상 네트워크|虚拟网络|虛擬網路',
  ),
  topic(['vpn gateway'], 'vpn gateway|vpn gateways|passerelle vpn|passerelles vpn|vpn 게이트웨이|vpn 网关'),
  topic(['expressroute'], 'expressroute|express route|익스프레스라우트'),
  topic(
    ['load balancer'],
    'load balancer|load balancers|azure load balancer|équilibreur de charge|équilibreurs de charge|부하 분산 장치|로드 밸런서|负载均衡|负载均衡器|负载平衡器',
  ),
  topic(
    ['application gateway'],
    'application gateway|application gateways|passerelle d application|애플리케이션 게이트웨이|应用程序网关|应用网关',
  ),
  topic(['front door'], 'front door|azure front door|프런트 도어|前门服务'),
  topic(['firewall'], 'azure firewall|pare feu azure|azure 방화벽|azure 防火墙'),
  topic(['dns'], 'azure dns|dns azure'),
  topic(
    ['key vault'],
    'key vault|key vaults|azure key vault|coffre de clés|coffres de clés|key vault 자격 증명 모음|키 자격 증명 모음|키 볼트|密钥保管库|密钥库',
  ),
  topic(['cosmos db'], 'cosmos|cosmos db|azure cosmos|azure cosmos db|코스모스 db'),
  topic(['postgresql'], 'postgres|postgresql|azure postgres|azure database for postgresql'),
  topic(['mysql'], 'mysql|azure mysql|azure database for mysql'),
  topic(['redis'], 'redis|redis cache|azure redis|azure cache for redis'),
  topic(
    ['functions'],
    'functions|azure functions|azure function|function app|function apps|fonctions azure|함수 앱|애저 함수|azure 함수|函数应用|azure 函数',
  ),
  topic(['logic apps'], 'logic app|logic apps|azure logic apps|논리 앱|逻辑应用'),
  topic(['service bus'], 'service bus|azure service bus|서비스 버스|服务总线'),
  topic(['event hubs', 'event hub'], 'event hub|event hubs|azure event hubs|이벤트 허브|事件中心'),
  topic(['event grid'], 'event grid|azure event grid|이벤트 그리드|事件网格'),
  topic(['api management'], 'api management|apim|gestion des api|api 관리|api 管理'),
  topic(
    ['azure monitor', 'log analytics', 'application insights'],
    'azure monitor|log analytics|application insights|app insights|애저 모니터|로그 분석|azure 监视器|日志分析',
  ),
  topic(['backup'], 'azure backup|sauvegarde azure|azure 백업|애저 백업|azure 备份'),
  topic(['site recovery'], 'site recovery|azure site recovery|asr'),
  topic(['data factory'], 'data factory|azure data factory|adf|데이터 팩터리|数据工厂'),
  topic(['synapse'], 'synapse|synapse analytics|azure synapse|azure synapse analytics'),
  topic(['databricks'], 'databricks|azure databricks'),
  topic(['openai'], 'azure openai|azure open ai|azure openai service'),
  topic(['devops'], 'azure devops|azure pipelines|azure repos'),
  topic(['resource manager'], 'azure resource manager'),
];

function topic(names: readonly string[], called: string): ServiceTopic {
  return { ids: [], names, called };
}
