import type { RuleGroup } from '../grammar.ts';

/** `access`, `who can't we read`, `GDAP`, `can we read Contoso`. */
export const access: RuleGroup = {
  hint: "access|read|can't|cannot|consent|gdap|dap|relationship|permission|expir|delegat|reach",
  lists: {
    access:
      'access(?:es)?(?: (?:status|overview|list|report|problems?|issues?|errors?|rights|check|health))?|(?:customer |delegated |partner |admin |our |missing |no )?access|(?:missing |no |admin |our )?consents?|gdap(?: (?:relationships?|status|access|roles|expiry))?|dap|(?:missing |our )?permissions?|(?:gdap |admin |delegated |partner |customer )?relationships?|delegated (?:administration|admin|access|permissions?)',
    granted:
      '(?:(?:delegated |partner |admin )?access|(?:admin )?consent|gdap(?: relationship)?|dap|permissions?|(?:admin |delegated |partner )?relationship)',
    unread: "(?:can't|cannot|can not|cant|could not|couldn't|couldnt|don't|do not|aren't|are not)",
    read: '(?:read|see|access|reach|look into|get into|view|open|check|have access to|able to read)',
    none: '(?:unreadable|unread|inaccessible|unreachable|unauthorized|unauthorised|forbidden|blocked|expired|expiring|missing|lost|throttled)',
  },
  sentences: [
    [
      'access',
      '(?:which|what) (?:<access>|relationships) (?:will |are about to |are going to )?(?:expire|expires|run out|end|expiring|are expiring)(?: soon| this month| next month)?|access denied|no access|lost access',
    ],
    [
      'access',
      '(?:<ask> )?(?:the |our |all |any )?(?:<access>)(?: (?:of|for|to|from) (?:all |our |my |the |all our |all the )?(?:<customers>|everyone|all))?<now>?',
    ],
    [
      'access',
      "(?:who|whom|which (?:of )?(?:our |my |the )?<customers>|what <customers>|<customers>|how many <customers>)(?: that| who| do)? (?:<unread> we|we <unread>|<unread> i|i <unread>|can we not|can't be|cannot be|can not be|cant be|could not be|couldn't be|are not|aren't) (?:be )?<read>(?:able)?<now>?",
    ],
    [
      'access',
      '(?:<ask> |list )?(?:the |all |our )?(?:<customers> )?(?:that |who |which )?(?:we |i )<unread> <read><now>?',
    ],
    [
      'access',
      '(?:who|which (?:of )?(?:our |my |the )?<customers>|what <customers>|<customers>)(?: (?:is|are|has|have|that are|with|without))? (?:<none>|<access>|no access|not readable)(?: (?:<access>))?<now>?',
    ],
    ['access', '(?:<ask> |list )?(?:the |all |our )?<none> (?:<customers>|<access>|tenants?)<now>?'],
    [
      'access',
      '(?:<ask> |list )?(?:the |all |our )?(?:<access>) (?:that (?:are |is )?)?(?:expir(?:ing|e|ed|es)|missing|about to expire|ending|lost)(?: soon| this month| next month| in (?:the next )?\\d{1,3} days| within \\d{1,3} days)?',
    ],
    [
      'access',
      "what(?:'s| is|s) (?:expiring|about to expire|unreadable)(?: soon)?|what (?:expires|will expire)(?: soon)?|who (?:needs|is missing|lacks|has no|hasn't given|has not given|didn't give|did not give) (?:<access>)",
    ],
    ['access', '(?:<ask> )?(?:the |our )?(?:<access>) (?:for|to|of|at|with|from) {subject}<now>?'],
    [
      'access',
      "(?:why )?(?:can|could|can't|cant|cannot|couldn't) (?:we|i|you|nobody|anybody|anyone) (?:not )?(?:still )?(?:read|access|reach|look into|get into) {subject}<now>?",
    ],
    ['access', "why (?:can't|cant|cannot|couldn't) (?:we|i|you) (?:see|open|view) {subject}<now>?"],
    ['access', '(?:we|i) <unread> (?:read|access|reach|look into|get into) {subject}<now>?'],
    [
      'access',
      "(?:why )?(?:can|could|can't|cant|cannot|is|isn't) {subject} (?:not )?(?:be read|readable|unreadable|be accessed)<now>?",
    ],
    [
      'access',
      "(?:why )?(?:do|don't|have|did|are) (?:we|i) (?:not )?(?:still )?(?:have |got |lost? )?(?:any |the |no )?<granted> (?:to|for|from|with|at|on) {subject}<now>?",
    ],
    [
      'access',
      "(?:has|have|did|does|hasn't) {subject} (?:given |granted |give |grant |have |got |revoked? )(?:us )?(?:any |the |their )?<granted><now>?",
    ],
  ],
  heads: [],
  tails: [
    [
      'access',
      "{subject}(?:'s|')?_<granted>(?: (?:status|problems?|issues?|errors?|rights|expiry|relationships?))?<now>?",
    ],
  ],
};
