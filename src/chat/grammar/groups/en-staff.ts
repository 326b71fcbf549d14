import type { RuleGroup } from '../grammar.ts';

/** `audit`, `audit for Contoso`, `who looked at Contoso`, `sign in again`. */
export const staff: RuleGroup = {
  hint: 'audit|(?:access|activity) log|^who |sign|log ?-?in|authenticat|consent|partner user|application model',
  lists: {
    trail: '(?:audits?(?: (?:trails?|logs?|records?|entries|lines|list|history))?|(?:access|activity) logs?)',
    looked:
      '(?:looked(?: at| into| up)|look at|viewed|seen|saw|opened|read|accessed|checked|asked (?:about|for)|queried|touched|worked on|(?:did|done|changed) (?:what|something|anything|things) (?:at|for|to|with|on|in))',
    signin: '(?:sign[ -]?ins?|log[ -]?ins?)',
    // Who asked for what is found on the request itself.
    norequest: '(?!.*(?:requests?|tickets?|cases?)(?: |$))',
  },
  sentences: [
    [
      'audit',
      '(?:<ask> )?(?:the |our |all )?<trail>(?: (?:of|for) (?:(?:all |our |my |the |all our |all the )?<customers>|everyone|everybody|all|the bot))?<now>?',
    ],
    ['audit', '(?:<ask> )?(?:the |our )?<trail> (?:for|of|on|about|at|to) {subject}'],
    ['audit', 'who (?:has |have |had |did )?(?:done|did) what|who (?:has )?(?:looked|asked)'],
    ['audit', '<norequest>who (?:all )?(?:has |have |had |did |else )?<looked> {subject}<now>?'],
    // Bare `consent` is ours; that of customers is found under `access`.
    [
      'consent',
      '(?:<ask> )?(?:the |our |my )?(?:<signin>|<signin> (?:status|expiry)|partner users?|consents?)',
    ],
    [
      'consent',
      '(?:sign|log)[ -]?in again|re-?sign[ -]?in|re-?authenticate|re-?consent|(?:renew|refresh|extend|redo|update)(?: the| our| my)? (?:<signin>|consents?|partner users?)',
    ],
    ['consent', 'when (?:does|do|will) (?:the |our )?(?:<signin>|consents?) (?:expire|lapse|end|run out)'],
  ],
  heads: [['audit', '<trail>_{subject}']],
  tails: [['audit', "{subject}(?:'s|')?_<trail>"]],
};
