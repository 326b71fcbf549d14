import type { RuleGroup } from '../grammar.ts';
import { NO_QUESTION, NO_STATE } from './no-question.ts';

/** `watch all`, `watch Contoso, Fabrikam`, `unwatch`, `watches`, `status`. What the words say after `watch` is read by `readWatchWords`. */
export const watches: RuleGroup = {
  hint: '^(?:watch|follow|monitor|subscri|keep|post|send|publish|notif|alert|alarm|inform|warn|let|tell|give|start|begin|set up|add|create|i |we |un|stop|end|cancel|quit|no |remove|delete|clear|drop|turn|disable|do|list|show|what|which|who|status|your|bot|are|is )|watch|bot|unsub|here$|this c',
  lists: {
    watching: '(?:watching|following|monitoring|tracking)',
    want: "(?:(?:(?:i|we)(?:'d| would)? (?:want|like|need)(?: you)?|let's|how (?:do|can) (?:i|we))(?: to)? )?",
    watch:
      '(?:(?:start|begin) <watching>|keep (?:an eye on|watch over|watch on|watching|monitoring|track of|tabs on)|(?:set up|add|create|start) (?:a |an |the )?(?:new )?(?:watch|alerts?|notifications?)(?: for| on| to| about)?|watch(?: out for| over)?|follow(?! ?-?up)|monitor|subscribe(?: us| me| this channel| this chat)?(?: to)?)',
    us: '(?: us| me| this channel| this chat| the channel| the team| everyone| everybody)',
    tell: '(?:(?:notify|alert|inform|warn|update)<us>(?: here)?|(?:keep|get)<us> (?:posted|informed|updated|up to date|up-to-date|in the loop|notified)|let<us> know|(?:give|send)<us> (?:alerts|notifications|news|updates))',
    about: '(?: (?:about|on|of|for|with|in case of|regarding))',
    here: '(?:(?:in |into |to |on |over )?(?:here|this (?:channel|chat|team|conversation|group|room)))',
    news: '(?:(?:service )?(?:incidents|outages|disruptions|alerts|alarms?|notifications|news|updates|maintenance|planned changes|everything|all))',
    things:
      '(?:(?:all|the|our|my|every|these|any|those|this|posting|sending) ){0,2}(?:[a-z]+ ){0,2}(?:watch(?:es)?|alerts|alarms?|notifications?|posts|reminders)',
    stop: "(?:stop|quit|end|cease|no more|don't|do not)",
    // What is asked of a customer whose name begins like a command: `Watch Repair Ltd status`.
    name: `${NO_QUESTION}${NO_STATE}`,
  },
  sentences: [
    // Bare words: what is meant is chosen on a card.
    [
      'watch',
      '<want>(?:watch|follow|subscribe)(?: <here>| this| it)?|(?:<want>(?:set up|add|create|start) (?:a |an |the )?(?:new )?)watch(?: <here>)?|<tell>',
    ],
    [
      'watches',
      '(?:<ask> |list )?(?:all |the |our |my |all the |all our )?(?:watches|watch ?list|watched (?:customers|services|things))(?: <here>| list)?|what are (?:the |our )?watches(?: <here>)?|watches (?:list|in this channel|in this chat)',
    ],
    [
      'watches',
      "(?:what|whom?|which (?:customers|services)|what all)(?:'s| (?:do|are|is|have|has))?(?: (?:you|we|the bot|being|i))?(?: (?:currently|now|being))? (?:watch|watching|watched|follow|following|followed|monitor|monitoring|monitored|subscribed to)(?: (?:<here>|right now|now|currently|at the moment))?",
    ],
    ['watches', '(?:is|are) (?:anything|something|any customers?) (?:being )?watched(?: <here>)?'],
    [
      'status',
      "(?:<ask> )?(?:the )?(?:your(?: own)?|bot(?:'s)?|operator) status|status|status of (?:the )?(?:bot|yourself|operator)|(?:<ask> )?(?:the )?bot(?:'s)? health",
    ],
    [
      'status',
      '(?:are you|is (?:the|this) bot)(?: still| all| really)? (?:working|alive|running|healthy|broken|online|awake|up and running|up|down|ok|okay|alright|all right|there)(?: properly| fine| well)?(?: right now| now| today)?',
    ],
    [
      'unwatch',
      '(?:un-?watch|un-?follow|un-?monitor|unsubscribe)(?: <here>)?|<stop> (?:<watching>|posting|notifying(?:<us>)?|alerting(?:<us>)?|messaging(?:<us>)?|posts)(?: <here>| anything| anymore| any more| anything <here>)?|<stop> (?:watch|post)(?: anything| things)? <here>|watch(?:es|ing)? (?:off|none)',
    ],
    [
      'unwatch',
      '<name>(?:un-?watch|un-?follow|un-?monitor|unsubscribe(?: us| me| this channel| this chat)?(?: from)?)(?:: ?| ){text}',
    ],
    [
      'unwatch',
      '<stop> (?:<watching>|(?:notifying|alerting|informing|telling|updating)(?:<us>)?(?:<about>)?) {text}',
    ],
    ['unwatch', '<stop> (?:posting|sending)(?:<us>)?(?:<about>)? {text}'],
    ['unwatch', "(?:don't|do not) (?:watch|follow|monitor|track) {text}(?: any ?more| any longer)?"],
    [
      'unwatch',
      '(?:remove|delete|clear|drop|end|stop|cancel) (?:the |this |that |our |my )?(?:watch|alerts|notifications)(?: (?:for|on|of|about|over) {text})?',
    ],
    [
      'unwatch',
      '(?:<stop>|remove|delete|clear|drop|cancel|turn off|switch off|disable|no|unset) (?=<things>(?: |$)){text}',
    ],
    ['unwatch', '(?=<things> ){text} off'],
    ['watch', '<name><want><watch>(?:: ?| ){text}'],
    ['watch', '<name><tell><about> {text}'],
    [
      'watch',
      '(?:<tell>|tell<us>) (?:when|whenever|as soon as) {text} (?:is|are|goes|has|have|gets) (?:<down>|an incident|an advisory)<now>?',
    ],
    ['watch', '(?:<tell>|tell<us>) (?:when|whenever|as soon as) (?:something|anything|things|there)(?: .*)?'],
    [
      'watch',
      '(?:please )?(?:post|send|publish|push|share|announce|put)(?:<us>)? (?=(?:.{0,80} )?<news>(?: |$)){text} <here>(?: from now on)?',
    ],
    ['watch', '(?:post|publish|push)(?:<us>)? (?!.*(?:desk|request|ticket)){text} <here>'],
    [
      'watch',
      '(?=(?:bot |operator )?(?:alarms?|alerts|notifications|maintenance reminders)(?: on)? ){text} (?:on|<here>)',
    ],
  ],
  heads: [],
  tails: [],
};
