import type { WatchScope } from '../../watch/watch.ts';
import { LANGUAGE_NAMES } from './read-language-name.ts';

/** What words around the names say. `news`: about what happens, without narrowing it; `named`: somebody is named next; `filler`: nothing. */
export type WatchMeaning = WatchScope | 'all' | 'news' | 'named' | 'filler' | 'language';

/** Words that say something other than a name, as a regular expression over folded text (`foldText`). */
export interface WatchPhrase {
  readonly says: WatchMeaning;
  readonly pattern: RegExp;
  /** Whether companies are called so, too (`Daily News`, `All Saints`): with a capital next to another one it is a part of a name. */
  readonly mayBeName: boolean;
}

const CUSTOMERS = '(?:customers?|clients?|tenants?|accounts|services?|channels?)';
const OUR = '(?: of)?(?: (?:the|our|my|their))?';
const FRENCH_ALL =
  "(?:tous|toutes|tout|toute|chacun|chaque|l' ?ensemble)(?: (?:des|de|les|nos|mes|le|la)){0,2}";
/** What ties a name to the words before it. */
const TIE =
  "(?: (?:for|at|of|in|on|from|by|with|about|affecting|hitting|chez|pour|de|du|des|sur|a|au|aux|dans|concernant)(?= )| d'| de l')";
const LATIN_HERE =
  '(?:(?:in|into|to|on|over|for|dans|sur|par) )?(?:here|ici|la|(?:this|the|ce|cette) (?:channel|chat|team|conversation|group|room|thread|canal|discussion|groupe|equipe|fil))';
const KOREAN_HERE = '(?:여기|이곳|이 ?(?:채널|채팅방?|대화방?|팀|방|그룹))(?:에서|에다|서|에|로|으로)?';
const CHINESE_HERE =
  '(?:在此|(?:在|到|往)?(?:这里|這裡|此处|这儿|(?:本|此|该|当前)(?:频道|群聊?|聊天|团队|会话)|这个(?:频道|群聊?|聊天|团队|会话|群)))(?:里|中|内)?';
const CHINESE_VERB = '(?:监视|監視|监控|監控|关注|關注|订阅|訂閱|监测|跟踪|追踪)';
const ADVISORIES = '(?:service )?(?:advisory|advisories)';

/** In the order in which they are looked for, each as often as it stands there. */
export const WATCH_PHRASES: readonly WatchPhrase[] = [
  // In which language.
  anywhere(
    'language',
    `(?:^|[ ,(]+)(?:in|en) (?<language>${LANGUAGE_NAMES}|fr|ko|zh)(?: language)?\\)?(?=$|[ ,])`,
  ),
  anywhere(
    'language',
    `(?:(?<=.) ?(?:감시|모니터링|구독),? |^|[ ,(]+)(?<language>${LANGUAGE_NAMES})(?:으?로)(?: ?(?:작성|표시|된)[가-힣]{0,3})?\\)?(?=$|[ ,])`,
  ),
  anywhere(
    'language',
    `[ ,(]*(?:用|以|使用)(?<language>${LANGUAGE_NAMES})(?:版|来|显示)?\\)?(?: ?(?:来|开始)?${CHINESE_VERB})?`,
  ),
  anywhere('language', `(?<=.)(?:, ?| ?\\()(?<language>${LANGUAGE_NAMES})\\)?$`),
  // Where: always here.
  anywhere('filler', `(?:^| )${LATIN_HERE}$`),
  anywhere('filler', `(?:^| )${KOREAN_HERE}(?=$| )`),
  anywhere('filler', CHINESE_HERE),
  anywhere(
    'filler',
    '(?:^| )(?:only|just|again|from now on|constantly|a nouveau|uniquement|seulement|desormais|rien que)(?=$| )',
  ),
  anywhere('filler', '^(?:只|仅|重新)|^(?:오직|다시)(?= |$)'),
  // With advisories, or without.
  anywhere(
    'incidents',
    `,? ?(?:but )?\\b(?:without|no|not|excluding|except(?: for)?|minus|leave out)(?: the| any)? ${ADVISORIES}`,
  ),
  anywhere('incidents', ",? ?\\b(?:sans|hors|sauf|pas)(?: les| d'| des)? ?avis"),
  anywhere('incidents', ',? ?권고(?: ?사항)?[은는을를]? ?(?:없이|제외(?:하고)?|빼고|말고)'),
  anywhere(
    'incidents',
    ',? ?(?:不含|不包括|不要|除去|除了|除|排除|没有)(?:服务)?公告(?:以外|之外|外)?(?:的)?',
  ),
  anywhere('everything', `,? ?(?:with|including|and|plus)(?: the)? ${ADVISORIES}\\b`),
  anywhere('everything', `\\b${ADVISORIES} and (?=incidents|outages)`),
  anywhere('everything', ',? ?\\b(?:et|avec|y compris)(?: les)? avis\\b'),
  anywhere('everything', ',? ?권고(?:도|까지)? 포함|(?<=인시던트|장애)(?:와|및| 및) 권고'),
  anywhere('everything', ',? ?(?:包括|含|和|及|与)公告'),
  // Of what kind.
  latin(
    'maintenance',
    '(?:(?:planned|scheduled|upcoming) )?(?:maintenances?|changes|maintenance reminders)|(?:maintenances?|changements|travaux)(?: (?:prevu|planifie|programme)e?s?)?|message cent(?:er|re) posts',
  ),
  korean(
    'maintenance',
    '(?:예정된|계획된|예정) ?(?:변경|점검|유지 ?관리|작업)|유지 ?관리|유지 ?보수|정기 ?점검|점검|변경',
  ),
  chinese('maintenance', '(?:计划内?的?|计划中的?|预定的?)?(?:维护|維護|变更|更改)'),
  latin('alarms', '(?:(?:bot|operator|your|poller) )?alarms?|(?:alarmes?|alertes)(?: (?:du|de ce) bot)?'),
  korean('alarms', '(?:운영 ?|봇 ?)?(?:알람|경보)'),
  chinese('alarms', '(?:运维|机器人)?(?:警报|告警|报警)'),
  latin(
    'incidents',
    '(?:service )?(?:incidents|outages|outage|disruptions|downtime)|pannes?|incidents|interruptions|coupures',
  ),
  // `incidents Exchange` in French; a company writes itself with a capital.
  named('incidents', '^(?:(?:les|des|the) )?(?:incidents|pannes|outages) (?=.)'),
  named('maintenance', '^(?:(?:les|des|la|the) )?maintenances? (?=.)'),
  korean('incidents', '인시던트|장애|사고'),
  anywhere(
    'incidents',
    '(?<=^|[^的][^的]|的)的?(?:服务)?(?:故障|中断|事件|事故|宕机)(?:通知|消息)?(?=$|[ ,])',
  ),
  latin('everything', ADVISORIES),
  korean('everything', '권고(?: ?사항)?'),
  chinese('everything', '(?:服务)?公告'),
  latin(
    'news',
    '(?:service )?(?:health|issues|problems|updates|news|alerts|notifications|watch(?:es)?|posts|reminders|messages)|(?:service )?(?:status|subscriptions?)|problemes|soucis|notifications|nouvelles|publications|surveillances?|suivis?|etat|sante',
  ),
  korean('news', '(?:서비스 ?)?(?:문제|이슈|소식|알림|업데이트|게시물?|상태)'),
  chinese('news', '(?:服务)?(?:问题|通知|更新|消息|动态|推送|运行状况|状态|情况)'),
  // Everybody.
  named(
    'all',
    `^(?:absolutely )?(?:(?:all|every|each|any)${OUR}(?: ${CUSTOMERS}'?)?|everything|everyone|everybody|anything)(?=$|[ ,:])`,
  ),
  named('all', `^(?:the|our|my) (?:customers|clients|tenants)'?(?=$|[ ,:])`),
  named(
    'all',
    `(?:^|[ ,])(?:(?:for|at|across|of|from|with|about|in) )?(?:(?:all|every|each|any)${OUR}(?: ${CUSTOMERS})?|everything|everyone|everybody|everywhere|(?:our|my) (?:customers|clients|tenants))$`,
  ),
  named('all', `^${FRENCH_ALL}(?: (?:clients?|services?))?(?=$|[ ,:])`),
  named('all', '^(?:nos|mes|les) clients(?=$|[ ,:])'),
  named(
    'all',
    `(?:^|[ ,])(?:(?:pour|chez|de|a|sur) )?(?:${FRENCH_ALL}(?: (?:clients?|services?))?|tout le monde|partout)$`,
  ),
  anywhere(
    'all',
    '^(?:전체|모든|모두|전부|다)(?: ?(?:고객사?|거래처|테넌트|서비스)(?:들)?)?(?:에 대한|에 대해서?|[의를을에])?(?=$| |,)',
  ),
  anywhere('all', ' (?:전체|모두|전부|다)[를을]?$'),
  anywhere('all', '^(?:所有|全部|一切|每个|全体)的?(?:客户|租户|服务)?的?'),
  anywhere('all', '(?<=.)(?:的|的所有|的全部|全部)$(?<=所有|全部)'),
  // Who comes next.
  named(
    'named',
    '^(?:for|at|of|from|about|on|over|in|by|with|affecting|hitting|chez|pour|de|du|des|sur|concernant|a|au|aux|cote) (?=.)',
  ),
  anywhere('named', "^d' ?(?=.)|^l' ?(?=.)"),
  named(
    'filler',
    '^(?:the |our |my )?(?:customer|client|tenant|company|organi[sz]ation) (?=.)|^(?:the|le|la|les|notre|nos|our) (?=.)',
  ),
  named('filler', "^(?:le |la |l' ?|notre )?(?:client|cliente|entreprise|societe) (?=.)"),
  anywhere('filler', '^(?:고객사?|거래처) (?=.)|^(?:客户|租户)[ :]?(?=[a-z0-9"])'),
  anywhere('named', '(?<=..)(?:에 대한|에 대해서?|에 관한| 관련)$'),
  anywhere('named', '^(?:关于|有关|针对) ?(?=.)'),
];

function anywhere(says: WatchMeaning, shape: string): WatchPhrase {
  return { says, pattern: new RegExp(shape, 'u'), mayBeName: false };
}

function named(says: WatchMeaning, shape: string): WatchPhrase {
  return { says, pattern: new RegExp(shape, 'u'), mayBeName: true };
}

/** At the end, or before what ties a name to it. */
function latin(says: WatchMeaning, nouns: string): WatchPhrase {
  return named(
    says,
    `(?:^|[ ,])(?:(?:the|les|des|la|le|any|new|current|l'|d') ?)?(?:${nouns})(?=$|,|${TIE})`,
  );
}

/** With its particle; apart from Hangul before it. */
function korean(says: WatchMeaning, nouns: string): WatchPhrase {
  return anywhere(
    says,
    `(?:^| |(?<=[a-z0-9.)]))(?:${nouns})(?:들)?(?:만|[을를은는이가의]|에 대한|에 대해서?)?(?=$| |,)`,
  );
}

/** At the end, after 的 or apart from Han before it. */
function chinese(says: WatchMeaning, nouns: string): WatchPhrase {
  return anywhere(says, `(?:^|(?<=..)的| |(?<=[a-z0-9.)]))(?:${nouns})(?=$|[ ,])`);
}
