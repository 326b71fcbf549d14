import type { RuleGroup } from '../grammar.ts';
import { requests } from './zh-requests.ts';
import { staff } from './zh-staff.ts';
import { watches } from './zh-watch.ts';

/** `Contoso 三月以来的历史记录`; troubles with a stretch of time in the past are history too. */
const history: RuleGroup = {
  hint: '历史|歷史|记录|过往|以往|过去|最近|近|上周|上个?月|昨|前天|去年|今年|本周|本月|这周|这个?月|\\d|[一二三四五六七八九十]|以来|至今|发生|上星期|上礼拜|周末',
  readsPeriods: true,
  lists: {
    history:
      '(?:(?:服务|故障|事件|问题|运行|健康|状态)?(?:历史(?:记录|事件|故障|情况|数据|问题|信息)?|歷史(?:記錄)?|过往(?:记录|事件|故障|问题)|以往(?:的)?(?:记录|事件|故障|问题)|过去的(?:事件|故障|问题)|(?:故障|事件|中断)记录|记录))(?:列表)?',
    trouble: '(?:服务)?(?:故障|事件|问题|中断|宕机|异常|事故|停机|告警|错误)(?:记录|历史|情况|列表)?',
    gone: '(?:出过|出了|发生过|发生了|发生|有过|出现过|出现了)',
    went: '(?:都)?(?:<gone>)(?:些)?(?:什么|哪些|啥|多少)(?:次)?(?:事|事情|问题|故障|事件|情况)?(?:了|吗)?',
    // Asked about the past only with a stretch of time.
    was: '<went>|(?:有|都有)(?:什么|哪些|啥|多少)(?:次)?(?:问题|故障|事件|中断|情况)(?:吗)?|怎么了|怎么回事|怎么样',
    when: '(?:在)?~{period}~(?:的)?',
    // After a stretch of time there must be a sign that it ends: `今日头条` is a company.
    first: '(?:在)?~{period}(?:的|,| |(?=[a-z0-9]))~',
    there: '(?:的|那边的?|那里的?|这边的?|在|上)',
  },
  sentences: [
    ['history', '(?:<ask>)?~(?:<when>~)?(?:<history>)(?:~<when>)?'],
    ['history', '(?:<ask>)?~{name}~(?:<there>)?~<when>~{service!}~(?:的)?~(?:<history>|<trouble>)'],
    ['history', '(?:<ask>)?~{name}~(?:<there>)~{service!}~(?:的)?~(?:<when>~)?(?:<history>)'],
    [
      'history',
      '(?:<ask>)?~{name}~(?:<there>)?~(?:<when>)~(?:所有|全部)?~(?:<history>|<whether>?<trouble>(?:<end>)?)',
    ],
    [
      'history',
      '(?:<ask>)?~<first>{name}~(?:<there>)?~(?:所有|全部)?~(?:<history>|<whether>?<trouble>(?:<end>)?)',
    ],
    ['history', '(?:<ask>)?~{name}~(?:<there>)?~(?:<when>)~(?:<was>)'],
    ['history', '(?:<ask>)?~{name}~(?:<there>)?~(?:<went>)'],
    ['history', '(?:<ask>)?~{name}~(?:<there>)?~(?:过去|以往|过往|之前)的?(?:故障|事件|问题|中断)(?:记录)?'],
    ['history', '(?:<ask>)?~<first>{name}~(?:<there>)?~(?:<was>)'],
    ['history', '(?:<ask>)~{name}~(?:<there>)?~(?:<history>)(?:[ ,]*<when>)?'],
    ['history', '{name}~(?:<there>)?~(?:<history>|<trouble>)[ ,]*<when>'],
  ],
  heads: [['history', '(?:<history>)(?:_|(?=[a-z0-9])){name}(?:[ ,]*<when>)?']],
  tails: [
    ['history', '(?:<ask>)?~{name}~(?:<there>)?~(?:<history>)'],
    ['history', '(?!.*(?:维护|计划|变更)){name}[ ,]+<when>'],
  ],
};

/** `故障 EX226574`, `EX226574 是什么` */
const incident: RuleGroup = {
  hint: '\\d{4}|[a-z0-9_]{4,}-[a-z0-9]{3}|(?:事件|故障)(?:编号|号)?(?:的)?(?:详情|详细信息)?$',
  lists: {
    noun: '(?:事件|故障|事故|问题|公告|通知|消息|通报|跟踪 ?id|跟踪编号|编号|incident)(?:编号|号)?',
    details: '(?:详情|详细信息|详细情况|详细|细节|情况|状态|进展|最新进展|更新|时间线|信息|内容)',
    what: '(?:是什么|是啥|什么情况|怎么回事|怎么样了?|怎么了|解决了[吗没]?|恢复了[吗没]?|修复了[吗没]?|好了[吗没]?|结束了[吗没]?)',
    there: '(?:的|那边的?|那里的?|这边的?|有|受)',
  },
  sentences: [
    ['incident', '(?:<ask>)?~(?:事件|故障)(?:编号|号)?(?:的)?(?:详情|详细信息)?'],
    ['incident', '(?:<ask>)?~(?:<noun>)?[ :#]*{id!}{more}.*'],
    [
      'incident',
      '(?:<ask>)?~(?:关于)?~(?:<noun>)?[ :#]*{id!}~(?:的)?~(?:<noun>)?~(?:<details>)?~(?:<what>)?',
    ],
    ['incident', '(?:<ask>)?~(?:<noun>)[ :#]*{id}~(?:的)?~(?:<details>)?'],
    ['incident', '(?:<ask>)?~(?:<noun>)?[ :#]*{id!}~在~{name}~(?:<there>)?~(?:<details>)?~(?:<what>)?'],
    [
      'incident',
      '(?:哪些|哪个|多少|什么)~(?:<cust>)~(?:受到?|有|遇到|被)?~(?:<noun>)?~{id!}~(?:的)?~(?:影响)?',
    ],
    ['incident', '(?:<noun>)?~{id!}~(?:影响|影响了|涉及)~(?:了)?(?:哪些|多少|什么|谁)(?:<cust>)?'],
    ['incident', '(?:<ask>)?~{name}~(?:<there>)?~(?:<noun>)?[ :#]*{id!}~(?:的)?~(?:<details>)?~(?:<what>)?'],
  ],
  heads: [],
  tails: [],
};

/** `Contoso 的计划维护` */
const maintenance: RuleGroup = {
  readsPeriods: true,
  hint: '维护|維護|计划|变更|更改|消息中心|邮件中心|即将|公告|预定|预告|接下来|退役|弃用|maint',
  lists: {
    planned: '(?:计划内|计划中|计划|预定|预计|即将到来|即将进行|即将|接下来|未来|后续|已宣布|将要)(?:的)?',
    maintenance:
      '(?:<planned>)~(?:维护|变更|更改|变化|更新|停机|工作|升级|中断)(?:计划|安排|列表|窗口|通知)?|(?:维护|变更|更改|升级)(?:计划|安排|公告|通知|窗口)|维护|維護|消息中心(?:公告|消息|帖子)?|邮件中心|变更公告|变更',
    soon: '(?:(?:未来|接下来|今后|后续|在)?~{period}(?:内|之内)?|下周|本周|这周|下个?月|本月|明天|今天|近期|最近)(?:的)?',
    there: '(?:的|那边的?|那里的?|这边的?)',
    all: '(?:所有|全部|我们的?|各)(?:<cust>)?(?:的)?',
    whether: '(?:有没有|有无|是否有|有什么|有哪些|有|都有什么)',
  },
  sentences: [
    [
      'maintenance',
      '(?:<ask>)?~(?:<all>)?~(?:<soon>)?~(?:<whether>)?~(?:<maintenance>)(?:吗|呢|么|列表)?(?:[ ,]*<soon>)?',
    ],
    [
      'maintenance',
      '(?:<ask>)?~(?:接下来|未来|<soon>)?~(?:会有|将有|有)(?:什么|哪些)(?:计划(?:中|内)?的?)?(?:变更|变化|更改|维护|更新|计划|安排)',
    ],
    [
      'maintenance',
      '(?:<ask>)?~(?:<soon>)?~(?:<cust>)?~{name}~(?:<there>)~(?:<soon>)?~(?!计划|<whether>){service!}~(?:的)?~(?:<soon>)?~(?:<whether>)?~(?:<maintenance>)(?:吗|呢|么)?',
    ],
    [
      'maintenance',
      '(?:<ask>)?~(?:<soon>)?~(?:<cust>)?~{name}~(?:<there>)?~(?:<soon>)?~(?:<whether>)?~(?:<maintenance>)(?:吗|呢|么)?(?:[ ,]*<soon>)?',
    ],
    [
      'maintenance',
      '{name}~(?:<there>)?~(?:接下来|未来|<soon>)~(?:会有|将有|有)(?:什么|哪些)(?:变更|变化|更改|维护|更新)',
    ],
  ],
  heads: [['maintenance', '(?:<maintenance>)(?:_|(?=[a-z0-9])){name}(?:[ ,]*<soon>)?']],
  tails: [],
};

/** `总览`, `所有客户的状态`, `哪些客户受影响` */
const overview: RuleGroup = {
  hint: '总览|总体|概览|概况|全局|整体|一览|所有|全部|哪些|哪个|多少|什么|谁|受影响|仪表|总|微软|microsoft|到处|各处',
  lists: {
    overview:
      '总览|总体(?:情况|状况|状态|概况)|概览|总概|概况|全局(?:视图|概览|状态|状况|情况)|整体(?:情况|状况|状态|概况)|仪表[板盘]|汇总|总结|一览|总体|總覽',
    every:
      '(?:所有|全部|每个|各个|任何|其他|多个)(?:的)?(?:<cust>|人|租户|地方|公司)(?:那边|那里)?|到处|各处|全球|哪里|大家',
    hit: '(?:受(?:到)?(?:了)?影响|<bad>|有问题|出问题|挂了|宕了|坏了|断了)',
    end: '(?:了)?(?:吗|呢|么|没有)?',
  },
  sentences: [
    ['overview', '(?:<ask>)?~(?:<now>)?~(?:的)?~(?:<overview>)'],
    ['overview', '(?:<ask>)?~{service!}~(?:的)?~(?:<overview>)'],
    ['overview', '(?:<overview>)[ :]+{service!}'],
    ['overview', '(?:<ask>)?~(?:<every>)~(?:的)?~(?:<all>)(?:<health>)~(?:<how>)?'],
    ['overview', '(?:<ask>)?~(?:<every>)~(?:的)?~{service!}~(?:的)?~(?:<health>|<down>)~(?:<how>)?'],
    ['overview', '{service!}~(?:在|对)?~(?:<every>)~(?:都)?~(?:<health>|<down>)'],
    ['overview', '(?:<every>)~(?:都)?~(?:<how>|<down>)'],
    ['overview', '(?:<ask>)?~(?:所有|全部)(?:的)?(?:故障|问题|事件|中断|异常|告警|宕机)(?:列表)?'],
    ['overview', '(?:<now>)?~(?:有|都有)?(?:什么|哪些|哪个|啥)(?:服务)?~(?:<now>)?~(?:<hit>)~(?:<end>)'],
    ['overview', '(?:<now>)?~(?:有|都有)(?:什么|哪些|哪个|啥)(?:故障|问题|事件|中断|异常)'],
    ['overview', '(?:微软|microsoft(?: 365)?|m365|office 365)~(?:<down>)'],
    [
      'overview',
      '(?:<ask>)?~(?:<now>)?~(?:有)?(?:哪些|哪个|多少|什么|几个)~(?:<cust>|租户)~(?:<now>)?~(?:受(?:到)?(?:了)?~{service!}~(?:故障|问题)?(?:的)?影响|被~{service!}影响|(?:的)?~{service!}~(?:<hit>)|<hit>)~(?:<end>)',
    ],
    ['overview', '谁~(?:受(?:到)?(?:了)?~{service!}~(?:故障|问题)?(?:的)?影响|<hit>)~(?:<end>)'],
    [
      'overview',
      '(?:<ask>)?~(?:受~{service!}~(?:故障|问题)?(?:的)?影响|受影响)(?:的)?(?:<cust>)(?:列表|有哪些|名单)?',
    ],
  ],
  heads: [],
  tails: [],
};

/** `访问权限`, `无法读取的客户` */
const access: RuleGroup = {
  hint: '访问|权限|同意|授权|gdap|dap|读取|读不|关系|到期|过期|委派|無法|无法|access',
  lists: {
    access:
      '(?:客户)?访问(?:权限|情况|状态|状况|问题|错误)?|(?:缺少的?|缺失的?|管理员|委派|委派管理|没有)?(?:权限|同意|授权)(?:情况|状态|问题|列表|缺失)?|gdap~(?:关系|状态|权限|情况)?|dap|(?:委派|合作伙伴|管理)?关系|委派管理(?:权限)?|access',
    none: '(?:无法读取|无法访问|读取不到|读取不了|读不了|读不到|不能读取|不能访问|不可读|访问不了|没有权限|没权限|没有同意|未同意|未授权|没有授权|缺少同意|缺少权限)',
    expired: '(?:即将到期|快到期|快要到期|将到期|即将过期|快过期|已过期|过期|到期|已到期)',
  },
  sentences: [
    ['access', '(?:<ask>)?~(?:所有|全部|我们)?(?:<cust>)?(?:的)?~(?:<access>)(?:怎么样|如何|列表)?'],
    ['access', '(?:<ask>)?~(?:我们)?(?:<none>)(?:的)?(?:<cust>|租户)(?:列表|有哪些|名单)?'],
    ['access', '(?:我们)?(?:<none>)(?:哪些|哪个|谁|什么|多少)(?:的)?(?:<cust>|租户)?(?:的)?(?:数据)?'],
    [
      'access',
      '(?:有)?(?:哪些|哪个|多少|什么)(?:<cust>|租户)(?:的数据)?(?:我们)?(?:<none>|<expired>)(?:了)?',
    ],
    [
      'access',
      '(?:<ask>)?~(?:<expired>)(?:的)?~(?:<access>|<cust>)|(?:<access>)~(?:<expired>)(?:了)?(?:吗)?',
    ],
    [
      'access',
      '(?:<ask>)?~{name}~(?:的)?~(?<!无法|不能|没法|能|可以)(?:访问(?:权限|情况|状态)?|(?:管理员)?(?:权限|同意|授权)(?:情况|状态)?|gdap(?:关系|状态|权限)?)',
    ],
    [
      'access',
      '(?:我们|我)?~(?:还)?(?:能不能|能否|能够|能|可以|可不可以|是否能|是否可以|有没有权限|有权限)~(?:读取|访问|读到)(?:到)?~{name}~(?:的)?(?:数据)?(?:吗|么|呢|嘛)?',
    ],
    ['access', '(?:为什么|为何)~(?:我们)?~(?:<none>)(?:了)?~{name}~(?:的)?(?:数据)?'],
    [
      'access',
      '{name}~(?:的)?(?:数据)?~(?:为什么|为何)?(?:(?:能不能|能否|能|可以|是否可以|是否能)(?:被)?(?:读取|读到)|无法读取|读取不了|读不了|读不到|不能读取|不可读)(?:了)?(?:吗|么|呢)?',
    ],
    ['access', '(?:我们|我)?(?:有没有|有)~{name}~(?:的)?~(?:访问权限|权限|授权)(?:吗|么)?'],
  ],
  heads: [],
  tails: [],
};

/** What Chinese says besides health and customers. */
export const chineseGroups: readonly RuleGroup[] = [
  staff,
  watches,
  requests,
  incident,
  history,
  maintenance,
  access,
  overview,
];
