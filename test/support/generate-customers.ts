import type { Customer } from '../../src/customers/customer.ts';
import type { Random } from '../../src/time.ts';

const BRANDS =
  'Contoso Fabrikam Northwind Adatum Litware Tailspin Wingtip Proseware Relecloud Trey Alpine Lucerne Margie Coho Fourth Graphic Humongous Lamna Munson Nod Southridge Tasmanian Trident VanArsdel Wide Woodgrove Bellows Blue Cobalt Cypress Delta Ember Falcon Granite Harbor Iris Juniper Keystone Lumen Maple Nimbus Orchid Pioneer Quartz River Summit Timber Umber Vertex Willow Zephyr'.split(
    ' ',
  );
const SYLLABLES =
  'ba be bo bra ca ce co da de dro el en fa fi ga gen ha hel in ja ka ki lo lu ma mer mi mon na nex no or pa pel pri qua ra ri ro sa sen sol ta tel tri ul va ver vi wa xi yo za zen'.split(
    ' ',
  );
const TRADES =
  'Bank Consulting Pharmaceuticals Travel Toys Residences Suites Traders Airlines Design Institute Clothing Insurance Winery Vineyards Sports Media Robotics Logistics Energy Foods Medical Dental Legal Accounting Architects Motors Marine Textiles Software Systems Networks Security Analytics Learning Schools Hotels Properties Construction Plumbing'.split(
    ' ',
  );
const FORMS = ['', '', ' Ltd', ' Ltd.', ' Inc.', ' GmbH', ' Corporation', ' LLC', ' Co., Ltd.', ' Group'];
const FRENCH_FIRST =
  'Légère Forêt Château Boulangerie Société Hôtel Crème Étoile Œuvre Façade Fenêtre Lumière Rivière Épicerie Première'.split(
    ' ',
  );
const FRENCH_LAST =
  'Dubois Lefèvre Béranger Gérard Noël Müller Desprès Léger Côté Brûlé Hélène Rémy Sévigné Maréchal Chênaie'.split(
    ' ',
  );
const FRENCH_FORMS = ['', ' SA', ' S.A.', ' SARL', ' S.A.R.L.', ' SAS', ' et Fils'];
const KOREAN =
  '한빛 새롬 미래 대한 동아 서울 부산 한강 금강 태양 하늘 누리 가온 다솜 해솔 늘봄 온새 두레 바른 참좋은 우리 세종 광개토 콘토소'.split(
    ' ',
  );
const KOREAN_TRADES =
  '소프트 전자 건설 물산 식품 제약 은행 통신 상사 교육 여행 화학 기계 병원 디자인 물류'.split(' ');
const CHINESE_CITIES = '北京 上海 广州 深圳 杭州 南京 成都 武汉 西安 苏州 天津 重庆'.split(' ');
const CHINESE_MARKS = [...'睿科康泰华盛鑫源博远天宇智云海辰明德瑞丰恒信中和安达兴隆嘉诚'];
const CHINESE_TRADES = '科技 信息技术 贸易 医药 教育 物流 建筑 食品 电子 旅游'.split(' ');

/** A repeatable source of numbers in [0, 1) (mulberry32): the same seed gives the same numbers on every machine. */
export function createSeededRandom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of `items`, which must not be empty. */
export function pick<T>(items: readonly T[], random: Random): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('pick: nothing to choose from');
  return item;
}

/**
 * `count` customers as a large partner has them: seven in ten with Latin names, the others French, Korean and Chinese;
 * most brand words are rare, the words of trades are shared by thousands.
 */
export function generateCustomers(count: number, seed: number): Customer[] {
  const random = createSeededRandom(seed);
  return Array.from({ length: count }, (_, number) => {
    const share = random();
    const [name, label] =
      share < 0.7
        ? latinName(random)
        : share < 0.8
          ? frenchName(random)
          : share < 0.9
            ? koreanName(random)
            : chineseName(random);
    const china = share >= 0.95;
    const suffix = china
      ? '.partner.onmschina.cn'
      : pick(['.com', '.com', '.co.uk', '.fr', '.kr', '.onmicrosoft.com'], random);
    const cloud = china ? 'china' : 'global';
    return { cloud, tenantId: tenantId(random), name, domain: `${label}${number}${suffix}` };
  });
}

function latinName(random: Random): [string, string] {
  const brand = random() < 0.3 ? pick(BRANDS, random) : coinWord(random);
  const second = random() < 0.3 ? ` ${coinWord(random)}` : '';
  const name = `${brand}${second} ${pick(TRADES, random)}${pick(FORMS, random)}`;
  return [name, `${brand}${second.trim()}`.toLowerCase()];
}

function frenchName(random: Random): [string, string] {
  const first = random() < 0.5 ? pick(FRENCH_FIRST, random) : coinWord(random);
  const name = `${first} ${pick(FRENCH_LAST, random)}${pick(FRENCH_FORMS, random)}`;
  return [name, `fr-${coinWord(random).toLowerCase()}`];
}

function koreanName(random: Random): [string, string] {
  const name = `${pick(KOREAN, random)}${pick(KOREAN, random)}${random() < 0.5 ? ' ' : ''}${pick(KOREAN_TRADES, random)}`;
  const form = random();
  const full = form < 0.3 ? `(주)${name}` : form < 0.5 ? `${name} 주식회사` : name;
  return [full, `kr-${coinWord(random).toLowerCase()}`];
}

function chineseName(random: Random): [string, string] {
  const mark = pick(CHINESE_MARKS, random) + pick(CHINESE_MARKS, random);
  const name = `${pick(CHINESE_CITIES, random)}${mark}${pick(CHINESE_TRADES, random)}`;
  return [random() < 0.7 ? `${name}有限公司` : name, `cn-${coinWord(random).toLowerCase()}`];
}

function coinWord(random: Random): string {
  const length = 2 + Math.floor(random() * 3);
  const word = Array.from({ length }, () => pick(SYLLABLES, random)).join('');
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function tenantId(random: Random): string {
  const digits = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
