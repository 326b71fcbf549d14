import type { RuleGroup } from '../grammar.ts';

/** `为 Contoso 提交请求`, `请求列表`, `我的请求`, `请求 SR-1042`, `设为服务台`. */
export const requests: RuleGroup = {
  hint: '请求|請求|工单|工單|申请|问题单|[服帮支][务務助持]台|客服台|help ?desk|service ?desk|报障|报修|上报|sr[ #-]{0,2}\\d|case',
  lists: {
    request: '(?:服务|技术支持|支持|微软|microsoft)?~(?:请求|請求)',
    ticket: '(?:服务|支持|技术支持|微软|microsoft)?~(?:工单|工單|问题单)',
    any: '(?:<request>|<ticket>|(?:服务|支持)申请|(?:支持 ?)?case|sr)',
    requests: '(?:(?:<any>)(?:列表|清单|一览|情况|进展|记录|汇总)|<ticket>)',
    raise:
      '(?:提交|递交|新建|创建|发起|登记|填写|新增|开具|开|開|提|建|发|报|写)(?:一下|一个|一张|一份|个|张|份)?(?:新的?)?',
    want: '(?:我们?)?(?:想要?|要|需要|得|打算|怎么|如何)?~',
    for: '(?:代表|针对|关于|为|為|幫|給|给|帮|替|代|就)',
    to: '(?:(?:向|给|跟)(?:微软|microsoft|世纪互联|21vianet|服务台))?',
    open: '(?:未完成|未解决|未处理|未关闭|没解决|没处理|进行中|处理中|待处理|打开|开着|当前|现有|最近|已解决|已关闭|已完成|历史)的?',
    all: '(?:(?:所有|全部|我们的?|各)(?:<cust>)?的?)?',
    there: '(?:的|那边的?|那里的?|这边的?)',
    trouble: '(?:故障|问题|事件|事故|异常)',
    whats: '(?:有哪些|有什么|有多少|是什么|怎么样了?|如何了?|吗|呢)?',
    desk: '(?:服务台|帮助台|支持台|客服台|服務台|help ?desk|service ?desk)',
    here: '(?:这里|這裡|此处|这儿|(?:本|此|该|当前)(?:频道|群聊?|聊天|团队|会话)|这个(?:频道|群聊?|聊天|团队|会话|地方))',
    // Of an incident is said what is said of it; and access or status is not asked of Microsoft.
    other:
      '(?!.*(?:访问|权限|授权|同意|状态|状况|变更|维护|帮助)的?~请求)(?!.*(?<![a-z])[a-z]{2} ?\\d{5,8}(?![0-9]))',
  },
  sentences: [
    ['requestNumber', '(?:.{0,60}[^a-z0-9-])?sr-(?=\\d{4}){number}(?:[^a-z0-9-].*)?'],
    [
      'requestNumber',
      '(?:<ask>)?~(?:<any>|<trouble>)?(?:编号|单号|号)?[ :#]*sr[ #-]{0,2}{number}~(?:号)?(?:的)?(?:状态|进展|详情|情况)?',
    ],
    [
      'requestNumber',
      '(?:<ask>)?~(?:<any>)(?:编号|单号|号)?[ :#]*{number}~(?:号)?(?:的)?(?:状态|进展|详情|情况)?',
    ],
    ['requestNumber', '(?:<ask>)?~{number}~号~(?:<any>)(?:的)?(?:状态|进展|详情|情况)?'],
    ['incident', '<want>(?:<for>)?~(?:<trouble>)?~{id!}~(?:的)?~<to>~(?:<raise>)?~(?:<any>)'],
    [
      'incident',
      '<want>(?:<for>)?~{name}~(?:<there>|因为?|就|关于)?~(?:<trouble>)?~{id!}~(?:的)?~<to>~(?:<raise>)?~(?:<any>)',
    ],
    ['incident', '<want>(?:<for>)?~{name}~<to>~<raise>~(?:关于)?~(?:<trouble>)?~{id!}~(?:的)?~(?:<any>)'],
    [
      'helpdeskHere',
      '(?:(?:把|将|以|用|拿)?~(?:<here>)~)?(?:设置为|设置成|设为|设成|作为|当作|当成|当|用作|改为|定为|变成|变为|就是|是)~(?:我们的)?~(?:<desk>)',
    ],
    [
      'helpdeskHere',
      '(?:把|将)?~(?:<desk>)~(?:设置?在|设置?到|放在|放到|移动?到|移至|改到|换到|搬到|就在|在|是)?~(?:<here>)',
    ],
    ['helpdeskHere', '在~(?:<here>)~(?:设置|设立|建立|设)~(?:<desk>)'],
    [
      'helpdeskOff',
      '(?:取消|关闭|停用|移除|删除|解除|去掉|不要|撤销|清除|禁用|停止)~(?:当前的?|现在的?)?(?:<desk>)(?:设置)?|(?:<desk>)~(?:取消|关闭|停用|移除|删除|解除|关掉|关|off|stop)|(?:<here>)~(?:已?不再?是|不作为)~(?:<desk>)(?:了)?',
    ],
    [
      'helpdesk',
      '(?:<ask>)?~(?:当前的?|现在的?|我们的)?(?:<desk>)~(?:频道)?(?:在哪里?儿?|是哪个(?:频道)?|是哪里|设置)?|(?:哪个|哪里)(?:频道|群聊?|聊天)?是(?:<desk>)|设置(?:<desk>)',
    ],
    [
      'myRequests',
      '(?:<ask>|列出)?~(?:所有|全部)?(?:我的|我(?:提交|负责|接手|开|创建|提|发起|处理)的|我(?=未|进行|待)|(?:指派|分配|分派)给我的)(?:所有|全部)?~(?:<open>)?~(?:<requests>|<any>)~<whats>',
    ],
    [
      'requests',
      '(?:<ask>|列出)?~<all>~(?:<open>)?~(?:<requests>)~<whats>|(?:<ask>|列出)?~(?:所有|全部|我们的|(?:所有|全部|我们的?)?(?:<open>))~(?:<any>)~<whats>|(?:现在|目前)?(?:还|都)?有(?:哪些|什么|多少|没有)(?:个)?(?:<open>)?~(?:<any>)(?:吗|没有)?',
    ],
    ['request', '<want><to>~<raise>~(?:<any>)|(?:<ask>)?~(?:新的?|新建)?~(?:<request>)|新的?~(?:<ticket>)'],
    [
      'request',
      '<want>(?:<for>)~{name}~(?:<there>|就|关于|因)~{service!}~(?:的)?(?:<trouble>)?~<to>~<raise>~(?:<any>)',
    ],
    ['request', '<want>(?:<for>)~{name}~<to>~<raise>~(?:关于)?~{service!}~(?:<trouble>)?(?:的)?~(?:<any>)'],
    ['request', '<other><want><to>~(?:<for>)~{name}~<to>~<raise>~(?:<any>)'],
    ['request', '<other><want><to>~<raise>~(?:<for>)?~{name}~(?:<there>)~{service!}~(?:<any>)'],
    ['request', '<other><want><to>~<raise>~(?:<for>)?~{name}~(?:<there>)~(?:<any>)'],
    ['request', '<other><want><to>~<raise>~(?:<any>)~(?:<for>)~{name}'],
    ['request', '<want>(?:<for>)?~{name}~(?:<there>)~{service!}~(?:<trouble>)?~<to>~(?:报障|报修|上报)'],
    ['request', '<want>(?:<for>)?~{name}~(?:<there>)?~(?:<trouble>)?~<to>~(?:报障|报修|上报)'],
    [
      'request',
      '(?:上报|升级)~{name}~(?:的)?(?:<trouble>)~(?:(?:到|给)(?:微软|microsoft|世纪互联|<desk>))?|报障|报修',
    ],
    ['request', '<other><want>{name}~<to>~(?:想要?|要|需要)?~<raise>~(?:<any>)'],
    [
      'requests',
      '{name}~(?:那边|那里)?~(?:现在|目前|还)?有(?:哪些|什么|多少|没有)?(?:<open>)?~(?:<any>)(?:吗|没有)?',
    ],
    ['requests', '(?:<ask>|列出)?~(?:<cust>)?~{name}~(?:<there>)?~<open>~(?:<any>)~<whats>'],
    ['requests', '(?:<ask>|列出)?~(?:<cust>)?~{name}~(?:<there>)~(?:<open>)?~(?:<requests>|<any>)~<whats>'],
    ['requests', '(?:<ask>|列出)?~(?:<cust>)?~{name}~(?:<there>)?~(?:<open>)?~(?:<requests>)~<whats>'],
  ],
  heads: [
    ['requests', '(?:<requests>)(?:_|(?=[a-z0-9])){name}'],
    ['request', '<want>(?:<raise>~(?:<any>)|<request>)(?:_|(?=[a-z0-9]))(?!#?\\d{4,}$|sr){name}'],
  ],
  tails: [['request', '<other>(?:<cust>)?~{name}~(?:新的?)?~(?:<request>)']],
};
