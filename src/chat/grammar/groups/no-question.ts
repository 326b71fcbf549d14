const NOW = '(?: (?:right )?now| today| currently| en ce moment)?';

/**
 * Fits before a text that asks nothing else, in whatever language: a company may be called like a command (`Watch Repair Ltd status`,
 * `监控宝的历史记录`), and what is said of an incident is about the incident.
 */
export const NO_QUESTION = [
  '(?!.*(?<![a-z])[a-z]{2} ?\\d{5,8}(?!\\d))',
  '(?!.* (?:history|historique|timeline|chronologie)(?:$| (?:for|of|since|last|this|in|from|depuis|du|de|\\d)))',
  '(?!.* (?:since|yesterday|depuis|hier|last (?:week|month|quarter|year|\\d+)|this (?:week|month|year))(?: |$))',
  `(?!.* (?:status|health|overview|access|consent|requests?|tickets?|état|santé|statut|accès|demandes?|vue d'ensemble)${NOW}$)`,
  "(?!.* (?:is|are|isn't|aren't|has|have|can't|cannot|cant|doesn't|does|est|sont|ont|ne) )",
  `(?!.* (?:down|offline|unavailable|broken|not working|ok|okay|slow|en panne|hors service|hors ligne|indisponible|ko|hs)${NOW}$)`,
  '(?!.*(?: |의|(?<=[a-z0-9]))(?:상태|현황|이력|기록|히스토리|요청|티켓|접근|권한)(?: ?목록)?$)(?!.*지난 \\d)',
  '(?!.*(?:어때|어떄|괜찮아|있어|있나|없나|찾아줘|찾기|안 돼|안 되나)요?$)',
  '(?!.*(?:历史|记录|权限|请求|工单|怎么样|怎样|如何|有问题|吗|呢)$)',
].join('');

/** The same, before a text that may not end in a state either: without a space, `监控宝的状态` is about a company. */
export const NO_STATE = '(?!.*(?:状态|状况|状態|狀態|健康)$)';
