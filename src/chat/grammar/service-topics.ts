import { AZURE_TOPICS } from './azure-topics-data.ts';
import { foldText } from './fold.ts';
import { trimParticle } from './ko-particle.ts';
import { trimQuotes } from './name.ts';
import { SERVICE_TOPICS, type ServiceTopic } from './service-topics-data.ts';
import { isTypingSlip } from './typing-slip.ts';

/** A service as matching needs it: its id and its name. */
export interface NamedService {
  readonly id: string;
  readonly name: string;
}

const TOPICS: ReadonlyMap<string, ServiceTopic> = listTopics();
/** Long enough that one wrong letter still leaves no doubt. */
const SLIPPABLE = [...TOPICS.keys()].filter((alias) => /^[a-z]{5,}$/.test(alias));
const ARTICLE = /^(?:the |their |its |our |le |la |les |l'|leur |leurs |notre |nos |mes )/;
const COMMON = / ?(?:services?|servers?|serveurs?|서비스|서버|시스템|服务器|服务|系统)$/;
/** A Microsoft product we have not listed still begins like one. */
const BRAND =
  /^(?:microsoft|ms|office|azure|power|viva|dynamics|windows|defender|entra|copilot|teams|exchange|sharepoint)(?: (?!(?:for|at|of|in|on|with|and|chez|de|du|pour)\b)[a-z0-9][a-z0-9.+&-]*){1,3}$/;
/** Names with capitals inside. */
const SPELLED = ['SharePoint', 'OneDrive', 'OneNote', 'PowerPoint', 'DevOps', 'OpenAI', 'GitHub'];
const EVERYDAY = new Set([
  'microsoft',
  'ms',
  'for',
  'the',
  'of',
  'in',
  'and',
  'de',
  'service',
  'services',
  'online',
]);

/** Whether words are what people call a service: `Exchange`, `e-mail`, `메일`, `登录`, `Microsoft Loop`; one slip allowed. */
export function isServiceName(words: string): boolean {
  return isKnownServiceName(words) || findSlip(plainWords(words)) !== undefined;
}

/** Whether words are exactly what people call a service, without a slip. */
export function isKnownServiceName(words: string): boolean {
  return findTopic(words) !== undefined || BRAND.test(plainWords(words));
}

/** What was typed for a service, without its slip: `Exhange` is `Exchange`. What has none stays as it is. */
export function correctServiceName(words: string): string {
  const alias = isKnownServiceName(words) ? undefined : findSlippedAlias(plainWords(words));
  const topic = alias === undefined ? undefined : TOPICS.get(alias);
  const name = topic?.called.split('|').find((called) => compact(foldText(called)) === alias);
  return name === undefined ? words : name.split(' ').map(spell).join(' ');
}

function spell(word: string): string {
  const known = SPELLED.find((each) => each.toLowerCase() === word);
  return known ?? word.charAt(0).toUpperCase() + word.slice(1);
}

/** Whether people call a service just so (`Exchange`); words that merely begin like one of Microsoft's may be somebody's name (`Teams Sports`). */
export function isCalledService(words: string): boolean {
  return findTopic(words) !== undefined;
}

/** Whether words are what people call Azure or one of its services. */
export function isAzureName(words: string): boolean {
  const topic = findTopic(plainWords(words));
  return topic !== undefined && AZURE_TOPICS.includes(topic);
}

/**
 * The services that `words` name, as indices into `services`, best first: by id or full name, by what people call them, then by the
 * words of their names in any order. Empty when the words name none of them.
 */
export function matchServices(words: string, services: readonly NamedService[]): number[] {
  const plain = plainWords(words);
  const asked = compact(plain);
  if (asked === '') return [];
  const whole = compact(foldText(words));
  const isExact = ({ id, name }: NamedService) =>
    [asked, whole].includes(compact(foldText(id))) || [asked, whole].includes(compact(foldText(name)));
  const exact = services.flatMap((service, index) => (isExact(service) ? [index] : []));
  const topic = findTopic(words) ?? findSlip(plain);
  const called = topic === undefined ? [] : rankByTopic(topic, services);
  if (exact.length + called.length > 0) return [...new Set([...exact, ...called])];
  const named = rankByWords(plain, services);
  if (named.length > 0) return named;
  const inside = findTopicInside(plain);
  return inside === undefined ? [] : rankByTopic(inside, services);
}

function listTopics(): ReadonlyMap<string, ServiceTopic> {
  const topics = new Map<string, ServiceTopic>();
  for (const topic of [...SERVICE_TOPICS, ...AZURE_TOPICS]) {
    for (const name of [...topic.called.split('|'), ...topic.ids]) {
      const alias = compact(foldText(name));
      if (!topics.has(alias)) topics.set(alias, topic);
    }
  }
  return topics;
}

/** Folded, without quotes, articles, particles and `service`; `the service` alone stays. */
function plainWords(words: string): string {
  const bare = bareWords(words);
  return bare.replace(COMMON, '') || bare;
}

function bareWords(words: string): string {
  return foldText(trimParticle(trimQuotes(words.slice(0, 100).normalize('NFKC'))))
    .replace(ARTICLE, '')
    .trim();
}

function compact(words: string): string {
  return words.replace(/[^\p{L}\p{N}]/gu, '');
}

/** `App Service` is called so itself; `Exchange service` is Exchange. */
function findTopic(words: string): ServiceTopic | undefined {
  return TOPICS.get(compact(bareWords(words))) ?? TOPICS.get(compact(plainWords(words)));
}

function findSlip(plain: string): ServiceTopic | undefined {
  const alias = findSlippedAlias(plain);
  return alias === undefined ? undefined : TOPICS.get(alias);
}

function findSlippedAlias(plain: string): string | undefined {
  const asked = compact(plain);
  return /^[a-z]{5,}$/.test(asked) ? SLIPPABLE.find((known) => isTypingSlip(asked, known)) : undefined;
}

/** `e-mail sending`, `邮件收发`: the longest thing people call a service by that stands in the words. */
function findTopicInside(plain: string): ServiceTopic | undefined {
  const spaced = ` ${plain.replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  const dense = compact(plain);
  let best = '';
  for (const alias of TOPICS.keys()) {
    if (alias.length <= best.length) continue;
    const isInside = /^[a-z0-9]+$/.test(alias)
      ? spaced.includes(` ${alias} `)
      : alias.length > 1 && dense.includes(alias);
    if (isInside) best = alias;
  }
  return TOPICS.get(best);
}

function rankByTopic(topic: ServiceTopic, services: readonly NamedService[]): number[] {
  const ids = topic.ids.map((id) => foldText(id));
  const ranked = services.flatMap(({ id, name }, index) => {
    const folded = listWords(foldText(name)).join(' ');
    const byId = ids.indexOf(foldText(id));
    const byName = topic.names.findIndex((words) => holdsWords(folded, words));
    const rank = Math.min(
      byId < 0 ? Number.POSITIVE_INFINITY : byId,
      byName < 0 ? Number.POSITIVE_INFINITY : byName,
    );
    return rank < Number.POSITIVE_INFINITY ? [{ index, rank }] : [];
  });
  return ranked.toSorted((a, b) => a.rank - b.rank || a.index - b.index).map(({ index }) => index);
}

/** Of a name without signs: `Azure: Production` holds `azure`. */
function holdsWords(name: string, words: string): boolean {
  return ` ${name} `.includes(` ${words} `);
}

/** Every word asked for is a word of the name, or its beginning, or one slip away; the name with the fewest other words is best. */
function rankByWords(plain: string, services: readonly NamedService[]): number[] {
  const asked = listWords(plain);
  const telling = asked.filter((word) => !EVERYDAY.has(word));
  if (telling.length === 0) return [];
  const ranked = services.flatMap(({ name }, index) => {
    const words = listWords(foldText(name));
    if (!telling.every((word) => words.some((known) => isSameWord(word, known)))) return [];
    return [{ index, others: words.length - telling.length }];
  });
  return ranked.toSorted((a, b) => a.others - b.others || a.index - b.index).map(({ index }) => index);
}

function listWords(text: string): string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

function isSameWord(asked: string, known: string): boolean {
  if (asked === known) return true;
  if (asked.length >= 3 && known.startsWith(asked)) return true;
  return asked.length >= 5 && isTypingSlip(asked, known);
}
