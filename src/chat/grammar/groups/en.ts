import type { RuleGroup } from '../grammar.ts';
import { access } from './en-access.ts';
import { requests } from './en-requests.ts';
import { staff } from './en-staff.ts';
import { watches } from './en-watch.ts';

/** `history for Contoso since March`; troubles with a stretch of time in the past are history too. */
const history: RuleGroup = {
  hint: 'histor|happen|timeline|went |has been |(?:past|previous|earlier|former|resolved|closed|old) |\\d|since|last|yesterday|th(?:is|e) (?:week|month|quarter|year)|next |between|from |(?:in|during) [jfmasond]',
  readsPeriods: true,
  lists: {
    history:
      '(?:(?:past |previous |recent )?(?:service |incident |incidents |outage |health |status |issue |full |whole |complete |trouble )?history(?: of (?:<troubles>|health|services))?|(?:past|previous|earlier|former|resolved|closed|old|historic|historical) <troubles>|status history|timeline)',
    about: '<at>|of|on|about',
    when: '(?:,? {period})',
    went: "(?:what|which services?)(?:'s| has| have| had|s)? (?:happened|happening|been happening|been going on|gone wrong|went wrong|went down|broke|been down|been broken|was down|were down|was wrong|was broken|were affected|was affected)",
  },
  sentences: [
    ['history', '(?:<ask> )?(?:the |a |any )?<history>(?: <about>)?<when>?'],
    [
      'history',
      '(?:<ask> )?(?:the |a |any )?<history><when>? (?:of|for|with|on|in) (?:the )?{service!} <at> {subject}<when>?',
    ],
    ['history', "(?:<ask> )?(?:the |a |any )?{service!}(?:'s)? <history><when>? <about> {subject}<when>?"],
    ['history', '(?:<ask> )?(?:the |a |any )?<history><when>? (?:<about>) {subject}<when>?'],
    [
      'history',
      "(?:<ask> )(?:the )?{subject}(?:'s|')? <history><when>? (?:for|with|of|on|in) (?:the )?{service!}<when>?",
    ],
    ['history', "(?:<ask> )(?:the )?{subject}(?:'s|')? <history><when>?"],
    ['history', '<went>(?: (?:with|to) (?:the )?{service!})? (?:<at>|to|on) {subject}<when>?'],
    ['history', '<went><when> (?:<at>|to|on) {subject}'],
    [
      'history',
      '(?:(?:<ask>|list|all) )?(?:the |all )?(?:<there> )?<any>?(?:all )?<which>?<trouble>(?: (?:with|on|in|of|for) (?:the )?{service!})? (?:<at>|on|of) {subject}<when>',
    ],
    [
      'history',
      '(?:(?:<ask>|list|all) )?(?:the |all )?(?:<there> )?<any>?(?:all )?<which>?(?:{service!} )?<trouble><when> (?:<at>|on|of) {subject}',
    ],
    [
      'history',
      "(?:(?:<ask>|list|all) )?(?:the )?{period}(?:'s|')? (?:<history>|<trouble>) (?:<about>) {subject}",
    ],
    [
      'history',
      '(?:how many|which|what) <trouble> (?:did|has|have|had|were there at|were there for) {subject}(?: have| had| see| seen)?<when>',
    ],
    [
      'history',
      '(?:did|has|have|had) {subject} (?:have |had |seen |see )?<any>?<which>?<trouble>(?: (?:with|on|in) (?:the )?{service!})?<when>',
    ],
    ['history', '(?:<ask> )?(?:the |all |any )?{service!} <trouble> <at> {subject}<when>'],
    ['history', '(?:was|were) (?:the )?{service!} <down> <at> {subject}<when>'],
    ['history', '(?:was|were) {subject} <down><when>'],
    // Asked about the present; how long it has been so does not matter.
    ['health', "(?:why )?(?:is|are|isn't|aren't) (?:the )?{service!} <down> <at> {subject}<when>"],
    [
      'health',
      '(?:the )?{service!} (?:(?:is |are |has been |been )?(?:down|offline|broken|not working|unavailable|slow)) <at> {subject}<when>',
    ],
    ['health', '(?:is|are) {subject} <down><when>'],
    ['health', '(?:<ask> )?(?:the )?(?:<health>) (?:<at>|of) {subject}<when>'],
  ],
  heads: [['history', '(?:<ask> )?(?:the )?<history>_{subject}<when>?']],
  tails: [
    [
      'history',
      "(?:the )?{subject}(?:'s|')?_<history><when>? (?:for|with|of|on|in) (?:the )?{service!}<when>?",
    ],
    ['history', "(?:the )?{subject}(?:'s|')?_<history><when>?"],
    ['history', "{period}(?:'s|')? (?:<history>)"],
    ['history', "{subject}(?:'s|')?,? {period}(?:'s|')? (?:<history>|<trouble>)"],
    ['history', "{subject}(?:'s|')?_<which>?<trouble><when>"],
    // The word for history may be another language's.
    ['history', "(?!.*(?:histor|maint|planned|scheduled|upcoming|changes)){subject}(?:'s|')?<when>"],
  ],
};

/** `incident EX226574`, `EX226574`, `details of EX226574 at Contoso`. */
const incident: RuleGroup = {
  hint: '\\d{4}|[a-z0-9_]{4,}-[a-z0-9]{3}|(?:incident|advisory|tracking id)(?: |$)',
  lists: {
    noun: '(?:service )?(?:incident|advisory|issue|outage|event|post|message|announcement|tracking id|id|reference|ref|problem|ticket)s?',
    details:
      'details?|timeline|status|posts?|updates?|update|news|latest|info|information|more info|more|history|summary|full story|story|explanation|everything',
    about: '(?:of|on|for|about|from|to|in|with|regarding)',
    over: '(?:still |already |now )?(?:fixed|resolved|over|open|closed|done|active|ongoing|restored|mitigated|happening|going on|solved|finished)',
  },
  sentences: [
    [
      'incident',
      '(?!open )(?:<ask> )?(?:the |an |one )?(?:incident|advisory|tracking id)(?: (?:details?|info|information|number|id))?',
    ],
    [
      'incident',
      '(?:<ask> )?(?:(?:<details>) )?(?:<about> )?(?:the )?(?:<noun>_)?{id!}{more}(?:.{0,60}? (?:at|for|chez) {subject}|.*)',
    ],
    [
      'incident',
      '(?:<ask> |list )?(?:the |all |our )?<customers> (?:affected|hit|impacted)? ?(?:by|with) (?:<noun> )?{id!}',
    ],
    [
      'incident',
      "(?:<ask> )?(?:<any>)?(?:(?:<details>) )?(?:<about> )?(?:the )?(?:<noun>(?: number| no\\.?| id)?_)?{id!}(?:'s)?(?: (?:<details>))?(?:,? (?:<at>|on|of) {subject})?",
    ],
    [
      'incident',
      '(?:<ask> )?(?:<any>)?(?:(?:<details>) )?(?:<about> )?(?:the )?(?:incident|advisory|tracking id)(?: number| no\\.?| id)?_#?{id}(?: (?:<details>))?(?:,? (?:<at>|on|of) {subject})?',
    ],
    ['incident', '(?:tell me|talk to me|talk) (?:more )?about (?:<noun> )?{id!}(?: <at> {subject})?'],
    [
      'incident',
      "what(?:'s| is|s|'s| was| does)? (?:(?:up|happening|going on|wrong) with |the <details> (?:of|on|for|with|about) |(?:new|known) (?:on|about|with) )?(?:<noun> )?{id!}(?: about| mean| now)?(?: <at> {subject})?",
    ],
    [
      'incident',
      "(?:who|which (?:of <our>?)?<customers>|what <customers>|how many <customers>)(?: else)?(?: is| are| have| has|'s| were)?(?: got)?(?: (?:affected|hit|impacted))?(?: by| with)? (?:<noun> )?{id!}",
    ],
    [
      'incident',
      '(?:is|was|has|are|when (?:will|is|was)) (?:<noun> )?{id!}(?: been| be)? <over>(?: <at> {subject})?',
    ],
    [
      'incident',
      '(?:is|are|was|does) {subject} (?:affected by|hit by|impacted by|have|having|seeing) (?:<noun> )?{id!}',
    ],
  ],
  heads: [],
  tails: [
    ['incident', "{subject}(?:'s|')?_(?:<noun>_)?{id!}{more}.*"],
    ['incident', "{subject}(?:'s|')?_(?:(?:and|with) )?(?:<noun>_)?{id!}(?: (?:<details>))?"],
    ['incident', '{id!}_{subject}'],
  ],
};

/** `maintenance for Contoso`, `upcoming changes`. */
const maintenance: RuleGroup = {
  hint: 'maint|plan|sched|upcoming|coming|chang|message cent|announce|retire|deprecat|calendar|ahead|up next',
  // Heard and not used: what is planned is listed by its date.
  readsPeriods: true,
  lists: {
    maintenance:
      "(?:(?:planned|scheduled|upcoming|coming|announced|future|next|pending|major|all|microsoft's|microsoft) ){0,2}(?:maintenances?|changes|change|maintenance windows?|retirements?|deprecations?|outage windows?|maintenance work|announcements|message cent(?:er|re)(?: posts?| messages?)?|change calendar)|(?:planned|scheduled|upcoming|coming|announced) (?:work|works|updates?|downtime|outages?|events?|interruptions?|messages|features?)|message cent(?:er|re)(?: posts?| messages?)?|change calendar|what changes|look ahead|outlook ahead",
    soon: ',? (?:(?:in|over|for|within|during) )?(?:(?:the )?(?:next|coming) )?{period}| next week| this week| next month| this month| tomorrow| today| tonight| soon| next| ahead| in the (?:next|coming) (?:\\d{1,3} |few |couple of )?(?:days?|weeks?|months?)| (?:over )?the (?:next|coming) (?:\\d{1,3} |few |couple of )?(?:days?|weeks?|months?)| this weekend| this quarter| next quarter| this year| currently| now',
    coming:
      "(?:what(?: changes)?|which changes|anything|something)(?:'s| is| are|s| will be| will)? (?:coming(?: up)?|planned|scheduled|changing|going to change|about to change|being retired|retiring|change|next|up next|ahead|on the (?:calendar|roadmap|horizon))",
    all: '(?:<at>|of) (?:all|every|everyone|everybody|any|each)(?: (?:of )?(?:our |my |the )?(?:<customers>|customer|client|tenant))?',
  },
  sentences: [
    [
      'maintenance',
      '(?:<ask> |list )?(?:the |any |all |a )?(?:<there> )?(?:any |some |all )?(?:<maintenance>)(?: (?:<at>|of))?(?: <all>)?(?:<soon>)?',
    ],
    [
      'maintenance',
      '(?:<ask> |list )?(?:the |any |all |a )?(?:<there> )?(?:any |some |all )?(?:<maintenance>)(?:<soon>)? (?:<at>|to|of|on) (?:the )?{service!} <at> {subject}(?:<soon>)?',
    ],
    ['maintenance', "(?:<ask> )?(?:the )?{subject}(?:'s|') {service!} (?:<maintenance>)(?:<soon>)?"],
    [
      'maintenance',
      '(?:<is> there |do we have )?<coming>(?:<soon>)? (?:<at>|to|on) (?:the )?{service!} <at> {subject}(?:<soon>)?',
    ],
    [
      'maintenance',
      '(?:<ask> |list )?(?:the |any |all |a )?(?:<there> )?(?:any |some |all )?(?:<maintenance>)(?: (?:coming up|coming|planned|scheduled|due))?(?:<soon>)? (?:<at>|of|on) {subject}(?:<soon>)?',
    ],
    [
      'maintenance',
      '(?:<ask> |list )?(?:the |any |all |a )?(?:<there> )?(?:any |some |all )?(?:(?:planned|scheduled|upcoming|coming|announced) )?{service!} (?:<maintenance>)(?:<soon>)? (?:<at>|of) {subject}(?:<soon>)?',
    ],
    ['maintenance', '(?:<is> there |do we have )?<coming>(?: <all>)?(?:<soon>)?'],
    ['maintenance', '(?:<is> there |do we have )?<coming>(?:<soon>)? (?:<at>|to|on) {subject}(?:<soon>)?'],
    [
      'maintenance',
      '(?:does|do|has|have|will) {subject} (?:have|got) (?:any |some )?(?:<maintenance>)(?: planned| scheduled| coming(?: up)?)?(?:<soon>)?',
    ],
    ['maintenance', "(?:<ask> )(?:the )?{subject}(?:'s|')? (?:<maintenance>)(?:<soon>)?"],
    [
      'maintenance',
      "(?:<ask> |list )?(?:the |any |all )?{period}(?:'s|')? (?:<maintenance>)(?: (?:<at>|of|on) {subject})?",
    ],
  ],
  heads: [['maintenance', '(?:<maintenance>)_{subject}(?:<soon>)?']],
  tails: [['maintenance', "{subject}(?:'s|')?_(?:<maintenance>)(?:<soon>)?"]],
};

/** `overview`, `what's down`, `which customers are affected by Exchange`, `Exchange everywhere`. */
const overview: RuleGroup = {
  hint: 'overview|over view|dashboard|summary|everywhere|anywhere|all |every|any|who|which|what|microsoft|glance|big picture|happening|going on|open|current|active|ongoing|m365|office|global|cloud|situation|across',
  lists: {
    overview:
      'overview|over view|dashboard|summary|big picture|global view|global status|overall status|situation report|sitrep|at a glance|estate',
    every:
      '(?:everywhere|anywhere|globally|worldwide|in general|overall|(?:<at>|of|over|among|between) (?:all|any|every|each)(?: of)?(?: the| our| my| your)? (?:<customers>|accounts|companies|organisations|organizations)|(?:<at>|of) (?:anyone|anybody|everyone|everybody|all of them|all|more than one (?:customer|client|tenant)|several (?:customers|clients|tenants)|multiple (?:customers|clients|tenants)))',
    bad: '(?:still |currently |really |completely |totally )?(?:down|broken|wrong|affected|impacted|not working|failing|offline|unavailable|degraded|on fire|hit|out|having (?:<any>)?<trouble>|having an outage)',
    microsoft:
      '(?:all of )?(?:microsoft(?: 365)?|ms ?365|m365|office ?365|o365|the microsoft cloud|the cloud|the whole cloud|microsoft cloud|everything|anything|the world)',
    many: 'which|what|how many|list|show me|show|see|who are the|the',
    glance: '(?: at a glance| please| right now| of everything| of the estate)?',
  },
  sentences: [
    [
      'overview',
      '(?:(?:<is> there |there is |do we have |have we got |are we seeing |see )?any|<ask>(?: the| our)?|list(?: all)?) <which>?(?:<trouble>)(?: going on| happening| reported| out there)?<now>?|<which>(?:<troubles>)<now>?',
    ],
    ['overview', "what(?:'s| is|s)(?: all)? (?:going on|happening)(?: <every>| out there)?<now>?"],
    ['overview', "(?:<ask> |list )?(?:everything|all|anything)(?: that| which)?(?: is|'s| are)? <bad><now>?"],
    [
      'overview',
      '(?:<ask> )?(?:the )?(?:<health>|<troubles>) (?:everywhere|anywhere|globally|overall|worldwide)<now>?',
    ],
    [
      'overview',
      '(?:<customers>)(?: (?:that are|who are|which are|being))? (?:affected|impacted|hit)(?: (?:by|with|from)(?: the)? {service})?(?: (?:outage|issues?|problems?|incident))?<now>?',
    ],
    [
      'overview',
      '(?:<ask> )?(?:the |a |an |our )?(?:full |quick |general |global )?(?:<overview>)(?: (?:<every>|of everything|of (?:the|our) estate|of (?:all )?(?:<troubles>|services)|for (?:today|now)))?<now>?',
    ],
    [
      'overview',
      '(?:<ask> )?(?:the |a |an )?(?:<overview>) (?:<every> )?(?:of|for|on) (?:the )?{service!}<now>?',
    ],
    [
      'overview',
      "(?:what|who|which services?|which services)(?:'s| is| are|s| all is)? <bad>(?: everywhere| anywhere| today)?<now>?",
    ],
    [
      'overview',
      '(?:<is> )?(?:anything|something|everything) (?:<bad>|up|ok|okay|fine|good|alright|going on) ?(?:<every>)?<now>?',
    ],
    ['overview', '(?:why )?<is> <microsoft> <down>(?: <every>)?<now>?'],
    [
      'overview',
      '(?:<is> there )?(?:<any>)?(?:all|every) (?:of )?(?:the |our )?<which>?(?:<troubles>|<trouble>)(?: <every>)?<now>?',
    ],
    [
      'overview',
      '(?:(?:<ask>|list) )?(?:the |all )?(?:<there> )?<any>?<which>?<trouble>(?: (?:with|on|in|of) (?:the )?{service!})? <every><now>?',
    ],
    ['overview', '(?:(?:<ask>|list) )?(?:the |all )?<any>?<which>?{service!} <trouble> <every><now>?'],
    [
      'overview',
      '(?:<many>) (?:of )?(?:our |my |the )?<customers>(?: (?:is|are|have been|that are|who are|being))? <bad>(?: (?:by|with|from|because of|due to|for)(?: the)? {service})?(?: (?:down|outage|issues|problems|incident|outages))?<now>?',
    ],
    [
      'overview',
      '(?:who|which (?:of )?(?:our |my |the )?<customers>)(?: else)? (?:has|have|is having|are having|is seeing|are seeing) (?:<any>)?<trouble>(?: (?:with|on|in)(?: the)? {service})?<now>?',
    ],
    [
      'overview',
      "(?:who|who's|who is|who else) (?:is )?<bad>(?: (?:by|with|from)(?: the)? {service})?<now>?",
    ],
    ['overview', '(?:affected|impacted) <customers>(?: (?:by|with|from|for)(?: the)? {service})?'],
    [
      'overview',
      '(?:<ask> )?(?:the )?(?:<health>) (?:of|for|across|over|at) (?:all|every|everyone|everybody)(?: of)?(?: the| our| my)?(?: (?:<customers>|customer|client|tenant))?<now>?',
    ],
    ['overview', "(?:<ask> )?(?:all|every|our|my) <customers>'? (?:<health>|<troubles>)<now>?"],
    [
      'overview',
      "how(?: is|'s| are) (?:everyone|everybody|all(?: of)?(?: our| my| the)? <customers>|our <customers>|the estate)(?:<doing>)?<now>?",
    ],
    [
      'overview',
      '(?:<ask> )?(?:the )?(?:<health> (?:of|for) )?(?:the )?{service!}(?: <health>)? <every><now>?',
    ],
    ['overview', '(?:why )?<is> (?:the )?{service} <down> <every><now>?'],
    ['overview', "(?:does|do|did|doesn't) (?:the )?{service!} (?:not )?(?:work|run) <every><now>?"],
    ['overview', '(?:the )?{service!} (?:<is> )?<down> <every><now>?'],
  ],
  heads: [['overview', '(?:<overview>)_(?:the )?{service!}']],
  tails: [['overview', '{service!}_(?:<overview>)']],
};

/** What English says besides health and customers. */
export const englishGroups: readonly RuleGroup[] = [
  staff,
  watches,
  requests,
  incident,
  history,
  maintenance,
  access,
  overview,
];
