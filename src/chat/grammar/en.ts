import type { Grammar } from './grammar.ts';

/** English, as typed in a hurry. */
export const english: Grammar = {
  language: 'en',
  script: /[a-z]/,
  words: {
    health: ['health', 'status', 'issues', 'problems', 'outages'],
    customers: ['customers', 'customer', 'clients'],
    help: ['help', 'hello'],
  },
  notSlips: [
    ...['heath', 'wealth', 'healthy', 'stratus', 'statue', 'statues', 'stats', 'states', 'state', 'costumes'],
    ...['held', 'hell', 'helm', 'helps', 'heap', 'heal', 'kelp', 'yelp', 'whelp', 'hello', 'hallo', 'hells'],
    ...['client', 'custom', 'customs', 'costumers', 'cello', 'jello'],
  ],
  slips: {},
  openings: [
    ...['hey', 'hi', 'hello', 'hiya', 'yo', 'good morning', 'good afternoon', 'good evening', 'morning'],
    ...[
      'hi there',
      'hello there',
      'hey there',
      'hi bot',
      'hey bot',
      'please',
      'pls',
      'plz',
      'sorry',
      'ok so',
    ],
    ...[
      'can you please',
      'could you please',
      'would you please',
      'can you',
      'could you',
      'would you',
      'can i',
    ],
    ...[
      'i need to know',
      "i'd like to know",
      'i want to know',
      'do you know',
      'quick question',
      'tell me if',
      'tell me whether',
      'let me know if',
      'do you know if',
      'can you tell me if',
      'i wonder if',
      'quick',
    ],
  ],
  closings: [
    ...[
      'please',
      'pls',
      'plz',
      'thanks',
      'thank you',
      'thx',
      'ty',
      'cheers',
      'asap',
      'for me',
      'thanks a lot',
    ],
    ...['many thanks', 'thank you very much', 'thanks in advance', 'if possible', 'if you can'],
  ],
  lists: {
    health:
      'service health|services? status|health status|health check|healthcheck|health report|status report|service state|health|status|state|condition|wellbeing',
    troubles:
      '(?:service )?(?:issues|problems|outages|incidents|disruptions|troubles|trouble|errors|degradations)|outage',
    trouble: '<troubles>|(?:service )?(?:issue|problem|outage|incident|disruption|error|degradation)',
    which: 'known |current |ongoing |active |open |recent |reported |new ',
    any: 'any |an |a |some |the ',
    at: 'over at|at|for|in|across|with',
    is: "is|are|was|were|isn't|isnt|aren't|arent",
    there: '<is> there|there is|there are|do we have|have we got|we have|are we seeing|do you see',
    now: ' right now| now| at the moment| at present| today| currently| again| this morning| yet| still| at all',
    down: '(?:still |currently |really |all |completely |totally )?(?:not )?(?:down|up and running|up|working|work|ok|okay|fine|alright|all right|broken|affected|impacted|healthy|available|unavailable|offline|running|degraded|slow|dead|out|failing|hit|back|having an outage|having <any>?<trouble>|experiencing <any>?<trouble>|seeing <any>?<trouble>)',
    ask: "(?:please )?(?:show me|show|get me|get|give me|tell me|check on|check|display|view|see|look at|look up|let me see|let's see|fetch|pull up|open|run|i need|i want|i'd like|i would like|what's|whats|what is|what are|how's|hows|how is)(?: please)?(?: all)?",
    things: 'everything|things|it all|all|it|anything|something|services|the services|all services',
    doing: ' doing| going| looking| feeling| holding up| today',
    customers: 'customers|customer|clients|client|tenants|customer list|client list',
    our: 'all my |all our |all the |all of our |all |my |our |the |any ',
    list: 'list|show me|show|see|view|display|get|give me|list of|who are|what are|which are|open',
    find: 'find me|find|search for|search in|search|look for|look up|lookup|where is|filter|filter by|browse',
    named: 'named |called |like |matching |with |containing |starting with |for |with name |in ',
  },
  sentences: [
    [
      'help',
      "help|help me|help (?:me |with |on |for ).*|i need help|i need some help|need help|commands|command list|menu|start|get started|getting started|usage|manual|instructions|options|faq|about|hi|hey|hello|hiya|howdy|yo|good (?:morning|afternoon|evening|day)|(?:hi|hey|hello) (?:there|bot|team|all|everyone)|morning|what can (?:you|i) (?:do|ask|say|type).*|what do you do|what are you|who are you|how (?:do|can) i use (?:this|you|it).*|how (?:does|do) (?:this|it|you) work.*|how to use.*|what (?:commands|can i ask).*|how are you.*|what's up|test|ping",
    ],
    ['health', '(?:<ask> )?(?:the )?(?:customer|client|tenant) {subject} (?:<health>|<troubles>)'],
    [
      'customers',
      '(?:<list> )?<our>?<customers>(?: list)?|customers do we have|(?:which|what|how many) (?:customers|clients) (?:do|have) we (?:have|got)|(?:list|search|find)',
    ],
    ['customers', '(?:<list>|<find>) (?:for )?(?:<our>|a )?<customers> <named>?{text}'],
    [
      'health',
      '(?:(?:<ask>|list|all) )?(?:the )?(?:<there> )?<any>?<which>?<trouble>(?: going on| happening| reported)? (?:with|on|in|of|for) (?:the )?{service!} <at> {subject}<now>?',
    ],
    [
      'health',
      '(?:(?:<ask>|list|all) )?(?:the )?(?:<there> )?<any>?<which>?(?:<troubles>|anything (?:wrong|going on|down|broken)|something wrong|anything)(?: going on| happening| reported)? (?:<at>|on|of) {subject}<now>?',
    ],
    [
      'health',
      '(?:(?:<ask>|list|all) )?(?:the )?(?:<there> |any )?<any>?<which>?<trouble>(?: going on| happening)? (?:<at>|on) {subject}<now>?',
    ],
    ['health', '(?:is there |there is )?an? <which>?<trouble> (?:<at>|on) {subject}<now>?'],
    ['health', '(?:<is> )?<things> (?:<down>|wrong|good|well)(?: <is>)? (?:<at>|on) {subject}<now>?'],
    [
      'health',
      '<is> {subject} (?:having|seeing|experiencing) <any>?<which>?<trouble> (?:with|on|in) (?:the )?{service!}<now>?',
    ],
    [
      'health',
      '(?:does|do|has|have) {subject} (?:have|got|had) <any>?<which>?<trouble> (?:with|on|in) (?:the )?{service!}<now>?',
    ],
    ['health', "(?:why )?<is> (?:the )?{subject}'s? {service!} <down><now>?"],
    ['health', '(?:why )?<is> (?:the )?{service} <down> <at> {subject}<now>?'],
    [
      'health',
      "(?:does|do|did|doesn't|don't|why (?:does|do|doesn't|don't)) (?:the )?{service!} (?:not )?(?:work|run|go down) (?:<at>|on) {subject}<now>?",
    ],
    [
      'health',
      '(?:the )?{service!} (?:<is>|seems|looks|appears|keeps) (?:to be )?<down> <at> {subject}<now>?',
    ],
    [
      'health',
      "(?:the )?{service!} (?:is |are )?(?:down|offline|broken|not working|doesn't work|does not work|unavailable|slow) <at> {subject}<now>?",
    ],
    ['health', '(?:does|do|has|have) {subject} (?:have|got|had) <any>?<which>?<trouble><now>?'],
    ['health', "how(?: is|'s| are|s) <things><doing>? (?:<at>|on) {subject}<now>?"],
    ['health', "how(?: is|'s| are|s) (?:the )?{service!}<doing>? (?:<at>|on) {subject}<now>?"],
    [
      'health',
      "what(?: is|'s| are|s| services are|ever is)? (?:wrong|up|going on|happening|the matter|the problem|the issue) with (?:the )?{service!} <at> {subject}<now>?",
    ],
    [
      'health',
      "(?:what|which services?)(?: is|'s| are|s| services are)? (?:wrong|up|going on|happening|down|broken|not working|affected|impacted|the matter|the problem|the issue|new) (?:<at>|on) {subject}<now>?",
    ],
    [
      'health',
      '(?:<ask> )?(?:the )?(?:<which>)?(?:<health>|<troubles>) (?:of|for) (?:the )?{service!} <at> {subject}<now>?',
    ],
    [
      'health',
      "(?:<ask> )?(?:the )?{service!}(?:'s)? (?:<health>|<troubles>|outage) (?:<at>|of) {subject}<now>?",
    ],
    [
      'health',
      '(?:<ask> )?(?:the |a )?(?:<which>)?(?:service )?<health>(?: card| page| info| information| update| overview| check| report)? (?:of (?:the |all )?services )?(?:for|of|at|with|from|about) {subject}(?: right now| at the moment| currently)?',
    ],
    ['health', '(?:<ask> )?(?:the )?(?:health|status) of (?:the |all )?services (?:for|of|at|in) {subject}'],
    ['health', '(?:<ask> )?(?:the |all )?services (?:for|of|at) {subject}'],
    ['health', "how(?: is|'s| are|s) {subject}(?:<doing>)?<now>?"],
    ['health', '(?:why )?<is> {subject} <down><now>?'],
  ],
  heads: [
    ['health', '(?:<ask> )?(?:<any>|any )?<which>?(?:<health>|<troubles>)(?: (?:for|of|at|with))?'],
    ['health', '(?:<ask> )?(?:the )?(?:<health>|(?:any )?<which>?<troubles>)_{subject}'],
    [
      'health',
      '(?:check on|check up on|check|show me|show|look at|how about|what about|tell me about|info on|news on|news from) {subject}',
    ],
    ['customers', '<customers>_<named>?{text}'],
    ['customers', '<find>_<named>?{text}'],
    ['customers', 'list_<named>?{text}'],
  ],
  tails: [
    ['health', '{subject} (?:has|have|is having|reports) <any>?<which>?<trouble>'],
    [
      'health',
      "(?:<ask> )?{subject}(?:'s|')?_(?:<which>)?(?:<health>|<troubles>|outage)(?: (?:update|info|card|page|overview|check))?<now>?",
    ],
    ['health', "{subject}(?: <is>|'s)_<down><now>?"],
    [
      'health',
      "{subject} (?:down|offline|broken|not working|doesn't work|does not work|unavailable|ok|okay)<now>?",
    ],
    [
      'health',
      "(?:users at |people at |everyone at |staff at )?{subject} (?:can't|cant|cannot|can not|is unable to|are unable to) (?:send|receive|get|log|sign|access|open|connect|use|read|reach|join|make|load)(?: .*)?",
    ],
  ],
  beforeName: '(?:the |our |my |a )?(?:customer|client|tenant|company|organisation|organization|account) ',
  nobody:
    '(?:<our>|a )?(?:<customers>|everyone|everybody|all|everything|things|services|it|this|that|them|me|us|here|there|any|the|customers with)?',
};
