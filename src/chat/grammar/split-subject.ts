import { foldText } from './fold.ts';
import { trimParticle } from './ko-particle.ts';
import { trimQuotes } from './name.ts';
import { isKnownServiceName, isServiceName } from './service-topics.ts';

/** A way to read a subject: the words for the customer, the words for the service. */
export interface SubjectSplit {
  readonly customer: string;
  readonly service: string;
}

/** Room for any company's name and a service; bounds the work on hostile text. */
const LONGEST_SUBJECT = 240;
/** No service's name is longer. */
const LONGEST_SERVICE = 40;
const WORD = /\p{Script=Han}+|[가-힣]+|[^\s\p{Script=Han}가-힣/:,;()]+/gu;
const CJK = /[\p{Script=Han}가-힣]/u;
/** Between the two, before the customer: `Exchange for Contoso`, `messagerie de l'Atelier`, `Exchange 在 Contoso`. */
const BEFORE_CUSTOMER =
  /^(?:for |at |of |in |on |from |by |with |chez |pour |de la |de l'|de |d'|du |des |a |au |aux |dans |在|于|的)/;
const AFTER_SERVICE =
  /(?: for| at| of| in| on| from| by| with| chez| pour| de la| de l'| de| d'| du| des| a| au| aux| dans|在)$/;
const AFTER_CUSTOMER = /(?:'s?|의|에서|에|쪽|的|那边的?| with| on| and| avec| sur)$/;

/**
 * The sensible ways to split a subject into customer and service, in both orders, likeliest first: `Contoso Exchange`,
 * `messagerie Contoso`, `Exchange for Contoso`, `Contoso的邮件`. Only where the service words are what people call a service, or
 * begin like one of Microsoft's. Empty when there are none: first try the whole subject as a customer.
 */
export function splitSubject(subject: string): readonly SubjectSplit[] {
  const text = trimQuotes(subject.slice(0, LONGEST_SUBJECT));
  const found = listCuts(text).flatMap((cut) => readCut(text, cut));
  const likeliest = found.toSorted((a, b) => a.rank - b.rank || b.service.length - a.service.length);
  const splits = new Map(
    likeliest.map(({ customer, service }) => [`${customer}\n${service}`, { customer, service }]),
  );
  return [...splits.values()];
}

interface Cut {
  readonly at: number;
  /** Inside a Chinese or Korean word, which may be two words written together. */
  readonly isInside: boolean;
}

function listCuts(text: string): Cut[] {
  const cuts: Cut[] = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const places = CJK.test(word) ? word.length : 1;
    for (let offset = 0; offset < places; offset++) cuts.push({ at: index + offset, isInside: offset > 0 });
  }
  return cuts.filter(({ at }) => at > 0 && (at <= LONGEST_SERVICE || text.length - at <= LONGEST_SERVICE));
}

/** Both readings of one cut; an exact name ranks before a guess, a space before a cut inside a word. */
function readCut(text: string, { at, isInside }: Cut): (SubjectSplit & { readonly rank: number })[] {
  const left = text.slice(0, at);
  const right = text.slice(at);
  const readings = [
    { order: 0, around: left, named: right, trimAround: trimAfter },
    { order: 1, around: right, named: left, trimAround: trimBefore },
  ];
  return readings.flatMap(({ order, around, named, trimAround }) => {
    if (named.length > LONGEST_SERVICE) return [];
    const split = { customer: trimAround(around), service: trimService(named) };
    const { customer, service } = split;
    if (customer === '' || service === '') return [];
    // `삼성전자 메일` is no `삼성` with `전자 메일`.
    if (isInside && service.includes(' ')) return [];
    const certainty = isKnownServiceName(service) ? 0 : isServiceName(service) ? 4 : undefined;
    return certainty === undefined ? [] : [{ ...split, rank: certainty + (isInside ? 2 : 0) + order }];
  });
}

/** Without quotes, and without a bracket whose other half is on the far side of the cut. */
function trimSigns(words: string): string {
  return trimQuotes(trimQuotes(words).replace(/^[()[\]]+|[()[\]]+$/g, ''));
}

function trimService(words: string): string {
  const service = trimSigns(words).replace(/^[的의]/, '');
  const connector = AFTER_SERVICE.exec(foldText(service))?.[0] ?? '';
  return trimQuotes(trimParticle(service.slice(0, service.length - connector.length)));
}

function trimBefore(words: string): string {
  const name = trimSigns(words);
  const connector = BEFORE_CUSTOMER.exec(foldText(name))?.[0] ?? '';
  return trimQuotes(name.slice(connector.length));
}

function trimAfter(words: string): string {
  const name = trimSigns(words);
  const connector = AFTER_CUSTOMER.exec(foldText(name))?.[0] ?? '';
  return trimQuotes(name.slice(0, name.length - connector.length));
}
