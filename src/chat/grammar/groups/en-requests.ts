import type { RuleGroup } from '../grammar.ts';

/** `request for Contoso Exchange`, `requests`, `request SR-1042`, `helpdesk here`. */
export const requests: RuleGroup = {
  hint: 'request|ticket|sr[ #-]{0,2}\\d|srs?(?: |$)|case|escalat|(?:help|service|support) ?desk|(?:contact|call|ask) [m2]|report |what have i |what did i |what am i ',
  lists: {
    request:
      '(?:(?:service|support|vendor|microsoft|ms|21vianet) ){0,2}(?:request|ticket)|(?:support|service|microsoft) case',
    loose: '<request>|case|sr',
    requests: '(?:(?:service|support|vendor|microsoft|azure) )?(?:requests|tickets|cases)|srs',
    want: "(?:(?:(?:i|we) (?:need|want|would like|have|must|should)|(?:i|we)'d like|need|want|help me|let me|let's|how (?:do|can|should) (?:i|we))(?: to)? |(?:get|give) me )",
    raise:
      '(?:raise|open(?: up)?|create|make|file|submit|log|start|send(?: in)?|place|lodge|put in|write|prepare|add)',
    a: '(?:(?:a|an|another|the|one) )?(?:(?:new|urgent|critical) )?',
    ahead: '(?:<want>)?(?:<raise> )?<a>',
    to: '(?: (?:with|to|at|from) (?:microsoft|ms|21vianet|the vendor|(?:the |our )?<desk>|partner cent(?:er|re)|(?:microsoft )?support))?',
    for: '(?:on behalf of|for|at)',
    about: '(?:about|on|with|regarding|concerning|re|because of|due to|for|over)',
    trouble:
      '(?:incident|advisory|issue|outage|problem|post|message|error|fault|disruption)(?: number| no\\.?| id)?',
    see: '(?:<ask>|<list>|find|search|any|all|(?:are|is) there|do we have|have we|which|what|what are|how many|who has)(?: (?:any|the|all|all the|our|a))?',
    open: '(?:(?:open|active|pending|current|unresolved|outstanding|ongoing|all|latest|recent|new|closed|resolved|past|old) )',
    still:
      '(?: (?:that are |are |is |still |which are )?(?:open|active|pending|unresolved|outstanding|left|there))?',
    no: '(?:#|no\\.? ?|nr\\.? ?|number |id )?',
    desk: '(?:help ?desk|service ?desk|support ?desk)(?: channel| chat)?',
    // What is said of an incident is about the incident.
    noid: '(?!.*\\b[a-z]{2} ?\\d{5,8}\\b)',
    // `Request Tracker 이력` asks for the history of a customer.
    ours: '(?!.*(?:histor|maint|이력|기록|히스토리|변경|점검|유지|권한|접근|历史|记录|维护|变更|权限|访问))',
    here: '(?:(?:in |into |to |over )?here|(?:in |to )?this (?:channel|chat|team|conversation|room))',
  },
  sentences: [
    // A number of ours may stand in any words about it.
    ['requestNumber', '(?:.{0,60}[^a-z0-9-])?sr-(?=\\d{4}){number}(?:[^a-z0-9-].*)?'],
    [
      'requestNumber',
      "(?:(?:<see>|update|status of|details of|update on|news on|take|go to) )?(?:the )?(?:(?:<loose>)_)?<no>sr[ #-]{0,2}{number}(?:(?:'s)? (?:status|details?|history|updates?|info))?",
    ],
    [
      'requestNumber',
      "(?:(?:<see>|update|status of|details of|update on|news on|take|go to) )?(?:the )?(?:<loose>)_<no>{number}(?:(?:'s)? (?:status|details?|history|updates?|info))?",
    ],
    // A request about an incident starts at the incident, where the form comes filled in.
    [
      'incident',
      '<ahead>(?:<loose>)<to> <about> (?:the )?(?:<trouble> )?{id!}(?:,? (?:<for>) {subject})?<to>',
    ],
    ['incident', '<ahead>(?:<loose>)<to> (?:<for>) {subject},? (?:<about> )?(?:the )?(?:<trouble> )?{id!}'],
    ['incident', 'escalate (?:the )?(?:<trouble> )?{id!}(?:,? (?:<for>) {subject})?<to>'],
    [
      'helpdeskHere',
      '(?:(?:set|make|use|put|register|move|have|start|place)(?: up)? )?(?:the |our |a )?<desk>(?: is|:| =)? <here>',
    ],
    [
      'helpdeskHere',
      "(?:(?:make|use|set|turn)(?: up)? )?<here>(?: is|'s| as| to be| into| for)? (?:the |our |a )?(?:new )?<desk>",
    ],
    ['helpdeskHere', 'this is (?:the |our |now the )<desk>'],
    [
      'helpdeskOff',
      '(?:no|no more|remove|stop|delete|disable|end|unset|clear|cancel|turn off|switch off|drop) (?:the |our )?<desk>|<desk> (?:off|stop|none|remove|removed|nowhere|no|disable|away)|turn (?:the |our )?<desk> off|(?:make |use )?<here>,? (?:is )?(?:no longer|not) (?:the |our |a )?<desk>',
    ],
    [
      'helpdesk',
      "(?:<ask> )?(?:the |our )?<desk>(?: status)?|where(?: is|'s|s) (?:the |our )?<desk>|(?:which|what) (?:channel|chat) is (?:the |our )?<desk>|(?:is|do we have|is there) (?:the |our |a )?<desk>(?: set)?",
    ],
    [
      'myRequests',
      "(?:(?:<see>) )?(?:all )?my (?:own )?<open>?(?:<requests>|<loose>)(?: list)?<still>|<requests> (?:of mine|mine|for me|assigned to me|(?:that )?(?:i|i've|i have) (?:raised|opened|took|taken|have|own|created|made))",
    ],
    [
      'myRequests',
      '(?:what|which (?:<requests>)) (?:have i|did i|am i) (?:raised|raise|opened|open|taken|take|working on|on|looking after)',
    ],
    [
      'requests',
      '(?:(?:<see>) )?(?:the |all |our )?<open>?(?:<requests>|<request> list|list of (?:<requests>))(?: list)?(?: are)?<still><now>?',
    ],
    [
      'requests',
      '(?:(?:<see>) )?(?:the |all |our |my )?<open>?(?:<requests>|list of (?:<requests>))<still> (?:<for>|of|in|from|by|on|across) {subject}<still><now>?',
    ],
    [
      'requests',
      '(?:show(?: me)?|see|view|display|check|list|find|is there|status of)(?: the| an?)?(?: open)? (?:<loose>) (?:<for>|from|by) {subject}',
    ],
    [
      'requests',
      '(?:what|which|how many) <open>?(?:<requests>) (?:does|do|has|have|did) {subject} (?:have|got|raise)<still><now>?',
    ],
    [
      'requests',
      '(?:does|do|has|have) {subject} (?:have|got) (?:(?:any|some|the|an?) )?<open>?(?:<requests>|<loose>)<still><now>?',
    ],
    ['request', '<ahead>(?:<request>)<to>|<want>?<raise> <a>case<to>|escalate<to>'],
    [
      'request',
      '<ahead>(?:<loose>)<to> <about> (?:an? |the )?{service!}(?: <trouble>s?)? (?:<for>) {subject}<to>',
    ],
    ['request', '<ahead>{service!} (?:<loose>)<to> (?:<for>) {subject}<to>'],
    [
      'request',
      '<ahead>(?:<loose>)<to> (?:<for>) {subject}(?:,|:| -)? (?:<about> )?(?:an? |the )?{service!}(?: <trouble>s?| (?:<is> )?<down>)<to>',
    ],
    [
      'request',
      '<ahead>(?:<loose>)<to> (?:<for>) {subject},? (?:about|regarding|concerning|re) (?:the )?{service!}<to>',
    ],
    ['request', '<noid><ahead>(?:<loose>)<to> (?:<for>) {subject}<to>'],
    [
      'request',
      '<want>?(?:escalate|report) (?:an? |the )?(?:(?:<trouble>|outage) )?(?:<about> (?:the )?{service!} )?(?:<for>) {subject}<to>',
    ],
    ['request', '<want>?report (?:an? |the )?{service!} <trouble> (?:<for>) {subject}<to>'],
    ['request', '<want>?report an? <trouble><to>'],
    [
      'request',
      '<want>?(?:contact|call|ask) (?:microsoft|ms|21vianet)(?: support)? (?:for|on behalf of) {subject}',
    ],
  ],
  heads: [
    ['request', '<noid><ours><want>?escalate {subject}<to>'],
    ['requests', '<noid><ours>(?:<requests>)_{subject}'],
    // `request access` asks for something else; a long number is the vendor's.
    [
      'request',
      '<noid><ours>(?:<raise> )?<a>(?:<request>)_(?!access|consent|permission|gdap|dap|#?\\d{4,}$){subject}',
    ],
  ],
  tails: [
    ['requests', "<noid>{subject}(?:'s|')?_<open>?(?:<requests>)(?: list)?<still>"],
    ['request', "<noid>{subject}(?:'s|')?_(?:<raise> )?<a>(?:<request>)(?: about (?:the )?{service!})?"],
  ],
};
