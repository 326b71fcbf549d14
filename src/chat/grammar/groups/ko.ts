import type { RuleGroup } from '../grammar.ts';
import { requests } from './ko-requests.ts';
import { staff } from './ko-staff.ts';
import { watches } from './ko-watch.ts';

/** `Contoso 지난 30일 기록`; past troubles are history too. */
const history: RuleGroup = {
  hint: '기록|이력|히스토리|내역|과거|지난|최근|저번|\\d|어제|그제|이번|작년|올해|부터|이후|이래|있었|생겼|연혁|주말',
  readsPeriods: true,
  lists: {
    history:
      '(?:(?:전체 |모든 |과거 )?(?:서비스 |인시던트 |장애 |상태 |문제 |오류 |이슈 )?(?:기록|이력|히스토리|발생 ?내역|지난 ?내역)(?: ?(?:목록|조회|보기))?|과거 ?(?:의 )?<troubles>|지나간 <troubles>)',
    when: '{period}(?:의|에|동안의|간의)?',
    past: '(?:있었|생겼|발생했|일어났|났었|났|터졌)[가-힣 ]{0,10}',
    went: '(?:무슨 ?일(?:이|은)?|어떤 ?일(?:이|은)?|무슨 (?:문제|장애)가?|어떤 (?:문제|장애)가?|뭐가|무엇이) ?<past>',
    // Between a name and what is asked of it.
    end: '(?: |(?<=[a-z0-9.)"\'])|<of>~)',
    josa: '[을를은는이가도]?',
  },
  sentences: [
    ['history', '{subject}<end>(?:과거|이전|지나간)(?:의)? ?<troubles>(?:[을를은는이가])?'],
    ['history', '(?:<when> ?)?<history><josa>(?: <when>)?'],
    ['history', '{subject}(?:<of>)~<when> ?{service~}(?:의)? ?(?:<history>|<troubles>)<josa>'],
    ['history', '{subject}(?:<of>)~{service!}(?:의)? ?(?:<when> ?)?<history><josa>'],
    ['history', '{subject}<end><when> ?{service!}(?:의)? ?(?:<history>|<troubles>)<josa>'],
    ['history', '{subject}<end><when> ?(?:<history>|<troubles>)<josa>(?: ?(?:<past>))?'],
    ['history', '<when> {subject}<end>(?:<history>|<troubles>)<josa>(?: ?(?:<past>))?'],
    ['history', '<when> {subject}<end>{service!}(?:의)? ?(?:<history>|<troubles>)<josa>'],
    ['history', '{subject}<end>(?:<history>|<troubles>)<josa>,? <when>'],
    ['history', '{subject}<end>(?:<when> ?)?<went>'],
    ['history', '<when> {subject}<end><went>'],
  ],
  heads: [
    ['history', '<history><josa>_{subject}(?:,? <when>)?'],
    ['history', '<history><josa>_<when> {subject}'],
  ],
  tails: [
    ['history', '{subject}(?:<gap>|<of>~|_)<history><josa>'],
    ['history', '(?!.*(?:예정|점검|유지 ?관리)){subject}<end><when>'],
    ['history', '(?!.*(?:예정|점검|유지 ?관리)){subject},? <when>'],
  ],
};

/** `장애 EX226574`, `Contoso의 EX226574` */
const incident: RuleGroup = {
  hint: '\\d{4}|[a-z0-9_]{4,}-[a-z0-9]{3}|인시던트|incident ',
  lists: {
    noun: '(?:인시던트|장애|사고|사건|문제|이슈|공지|권고|메시지|추적 ?id|incident)(?: ?번호)?',
    details:
      '(?:상세|상세 ?정보|상세히|세부 ?정보|세부 ?사항|자세히|자세한 ?내용|내용|정보|상태|현황|경과|타임라인|업데이트|소식|진행 ?상황)',
    what: '(?:[은는이가]? ?(?:뭐|무엇|무슨|어떤|어때|어떻|해결|복구|끝났)[가-힣 ]{0,14})',
  },
  sentences: [
    ['incident', '인시던트(?: ?번호)?(?:[을를은는이가])?(?:~(?:상세 ?정보|상세|세부 ?정보|정보|내용))?'],
    ['incident', '(?:<noun>~[:#]? ?)?{id!}{more}.*'],
    [
      'incident',
      '(?:<noun>~[:#]? ?)?{id!}(?:의|에 대한|에 대해|에 관한|를|을|은|는|이|가)?(?:~<details>(?:[을를은는이가])?)?(?:<what>)?',
    ],
    ['incident', '(?:인시던트|incident|장애|사고)(?: ?번호)?[ :#]+{id}(?:의|를|을)?(?:~<details>)?'],
    [
      'incident',
      '{subject}(?:에서|의|에|쪽| 쪽)? (?:<noun>~)?{id!}(?:의|를|을|은|는|이|가)?(?:~<details>)?(?:<what>)?',
    ],
    [
      'incident',
      '{id!}(?:의|에| )?(?: ?영향(?:을)?(?: ?받(?:은|는))?)? ?(?:<cust>)(?:[은는이가]?(?: ?(?:누구|어디|어느)[가-힣 ]{0,8})?)?',
    ],
  ],
  heads: [],
  tails: [],
};

/** `Contoso 예정된 변경` */
const maintenance: RuleGroup = {
  readsPeriods: true,
  hint: '예정|점검|유지|정비|변경|계획|메시지 ?센터|앞으로|다가올|공지|maint',
  lists: {
    planned: '(?:예정된|예정|계획된|계획|다가오는|다가올|앞으로의|향후|공지된|예고된)',
    maintenance:
      '(?:<planned> ?)(?:변경|점검|유지 ?관리|유지 ?보수|작업|정비|업데이트|중단|일정)(?: ?(?:사항|내용|작업|목록|일정|계획))?|유지 ?관리|유지 ?보수|정기 ?점검|(?:변경|점검|작업|유지 ?관리|유지 ?보수) ?(?:예정|계획|일정|사항)|메시지 ?센터|정비|maintenance',
    soon: '(?:(?:앞으로|향후) )?(?:{period}|다음 ?주|이번 ?주|다음 ?달|이번 ?달|내일|오늘|곧|앞으로)',
    asks: '[을를은는이가도]?(?: ?(?:있|뭐|무엇|어떤|언제|알|인가|목록)[가-힣 ]{0,12})?',
    all: '(?:모든|전체|우리|모두) ?(?:<cust>)?(?:의)?',
  },
  sentences: [
    ['maintenance', '(?:<all> ?)?(?:<soon>(?:의|에)? )?(?:<maintenance>)<asks>(?:,? <soon>)?'],
    [
      'maintenance',
      '(?:앞으로|<soon>에?) ?(?:뭐가|무엇이|(?:무슨|어떤) ?(?:변경|점검|작업|정비|유지 ?관리|유지 ?보수)[이가]) ?(?:바뀌|변경되|예정|있)[가-힣 ]{0,10}',
    ],
    [
      'maintenance',
      '(?:<soon> )?{subject}(?:<of>)~(?:<soon>(?:의|에)? )?{service!}(?:의)? ?(?:<soon>(?:의|에)? )?(?:<maintenance>)<asks>',
    ],
    [
      'maintenance',
      '(?:<soon> )?{subject}(?:<gap>|<of>~)(?:<soon>(?:의|에)? )?(?:<maintenance>)<asks>(?:,? <soon>)?',
    ],
  ],
  heads: [['maintenance', '(?:<maintenance>)[을를은는이가]?_{subject}(?:,? <soon>)?']],
  tails: [],
};

/** `전체 현황`, `영향받는 고객` */
const overview: RuleGroup = {
  hint: '전체|모든|모두|한눈|개요|요약|영향|어디|누가|뭐가|무엇이|어떤|어느|대시보드|전반|총괄|종합|마이크로소프트|microsoft|전부',
  lists: {
    overview:
      '(?:전체|전반|종합|총괄|모든) ?(?:현황|상황|상태|개요|요약|보기|장애|문제|장애 ?현황)|한눈에 ?보기|한눈에|개요|요약|대시보드|오버뷰|총괄|종합 ?현황',
    every: '(?:모든 ?(?:<cust>)?|전체 ?(?:<cust>)?|모두|전부|전 ?세계|어디|어디서나|아무)',
    what: '(?:뭐가|무엇이|어떤 서비스가|어느 서비스가|무슨 서비스가|어디가)',
    asks: '[을를은는이가도]?(?: ?(?:어때|뭐|무엇|어떤|알|보여|누구|몇|있)[가-힣 ]{0,12})?',
  },
  sentences: [
    ['overview', '(?:지금 |현재 |오늘 )?(?:<overview>)<asks>'],
    ['overview', '{service!}(?:의)? (?:<overview>)<asks>'],
    ['overview', '(?:<overview>)(?:에서)? {service!}'],
    [
      'overview',
      '(?:<every>)(?:의|에|에서|에게)? ?(?:<adv> )?(?:<health>|<troubles><has>|<how>)(?:[을를은는이가도])?(?: <how>)?',
    ],
    [
      'overview',
      '(?:<every>)(?:의|에서|에게|에)? ?{service!}(?:의|이|가|은|는)? ?(?:<health>|<troubles><has>|<down>)(?:[을를은는이가도])?',
    ],
    [
      'overview',
      '{service!}(?:이|가|은|는)? ?(?:<every>)(?:에서|에게|에)? ?(?:<health>|<troubles><has>|<down>)',
    ],
    ['overview', '(?:지금 |현재 )?<what> ?(?:<down>|고장[가-힣 ]{0,8}|문제[가-힣 ]{0,8}|장애[가-힣 ]{0,8})'],
    [
      'overview',
      '(?:마이크로소프트|microsoft(?: 365)?|m365)(?:이|가|은|는)? ?(?:<down>|<any>?<troubles><has>)',
    ],
    [
      'overview',
      '(?:어떤|어느|몇|무슨|현재|지금)? ?(?:<cust>)(?:이|가|은|는|사가)? ?영향(?:을)? ?(?:받|있)[가-힣 ]{0,12}',
    ],
    [
      'overview',
      '(?:{service!}(?:의|에|로|때문에|장애)? ?(?:장애(?:의|에|로)? ?)?)?영향(?:을)? ?(?:받는|받은|받고 있는|있는) ?(?:<cust>)<asks>',
    ],
    [
      'overview',
      '(?:누가|어느 ?(?:<cust>)(?:가|이)|어떤 ?(?:<cust>)(?:가|이)) ?(?:{service!}(?:의|에|로)? ?)?(?:영향|<troubles>)[가-힣 ]{0,16}',
    ],
  ],
  heads: [],
  tails: [],
};

/** `접근 권한`, `읽을 수 없는 고객` */
const access: RuleGroup = {
  hint: '접근|권한|동의|gdap|dap|읽|조회|액세스|만료|위임|관계|access',
  lists: {
    access:
      '(?:고객 ?)?(?:접근|액세스)(?: ?(?:권한|상태|현황|문제|오류|불가|목록))?|(?:관리자 ?|누락된 ?|위임 ?|없는 ?)?(?:권한|동의)(?: ?(?:상태|현황|문제|누락|목록|없음))?|gdap(?: ?(?:관계|상태|현황|만료|권한))?|dap|(?:위임 ?)?(?:관리자? ?)?관계|위임된? ?(?:관리|권한|관리자 ?권한)|access',
    asks: '[을를은는이가도]?(?: ?(?:누구|뭐|무엇|어디|있|없|어때|알|목록)[가-힣 ]{0,12})?',
    none: '(?:조회할 수 없는|조회 ?안 ?되는|조회되지 않는|조회하지 못한|읽을 수 없는|읽지 못하는|못 ?읽는|안 ?읽히는|읽을 수 없|읽히지 않는|접근할 수 없는|접근 ?불가(?:한|능한)?|접근이 ?안 ?되는|접근 ?안 ?되는|볼 수 없는|액세스할 수 없는|동의(?:가)? ?없는|동의하지 않은|동의 ?안 ?한|권한(?:이)? ?없는)',
  },
  sentences: [
    ['access', '(?:모든 |전체 |우리 )?(?:<access>)<asks>'],
    ['access', '(?:<none>) ?(?:<cust>|테넌트)<asks>'],
    [
      'access',
      '(?:어떤|어느|누구를?|몇) ?(?:<cust>)?(?:을|를|이|가)? ?(?:읽을 수 없|못 ?읽|읽지 못|접근할 수 없|접근 ?못|볼 수 없)[가-힣 ]{0,8}',
    ],
    ['access', '(?:곧 ?)?만료(?:되는|될|된|예정인?| ?예정| 임박한?)? ?(?:<access>|관계|권한)(?: 관계)?'],
    ['access', '(?:<access>) ?만료(?: ?예정| 임박)?'],
    [
      'access',
      '{subject}(?:<gap>|<of>~)(?:(?:접근|액세스)(?: ?(?:권한|상태|가능 ?여부))?|(?:관리자 ?)?(?:권한|동의)(?: ?상태)?|gdap(?: ?(?:관계|상태|권한))?)<asks>',
    ],
    [
      'access',
      '{subject}(?:을|를|에|에는|의 데이터를| 데이터를)?(?:<gap>)(?:왜 )?(?:읽을 수 ?(?:있|없)|읽히|못 ?읽|읽지 못|접근할 수 ?(?:있|없)|액세스할 수 ?(?:있|없)|접근 ?(?:가능|불가)|접근이 ?(?:되|돼|안|가능|불가))[가-힣 ]{0,8}',
    ],
  ],
  heads: [],
  tails: [],
};

/** What Korean says besides health and customers. */
export const koreanGroups: readonly RuleGroup[] = [
  staff,
  watches,
  requests,
  incident,
  history,
  maintenance,
  access,
  overview,
];
