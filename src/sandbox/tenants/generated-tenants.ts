import type { CloudName } from '../../clouds.ts';
import { guidFrom } from '../accounts.ts';
import { SERVICE_SETS } from '../health/services.ts';
import { spread } from '../spread.ts';
import type { Tenant } from './tenant.ts';
import { COUNTRIES, FIRST_WORDS, SECOND_WORDS, THIRD_WORDS } from './words.ts';

/** One of so many generated customers lives in 21Vianet. */
const CHINA_EVERY = 20;

/** Customers made from an index, never held: only the numbers of them cost memory. */
export interface GeneratedTenants {
  count(cloud: CloudName): number;
  /** @param position from 0 to `count(cloud) - 1`. */
  at(cloud: CloudName, position: number): Tenant | undefined;
  find(cloud: CloudName, idOrDomain: string): Tenant | undefined;
}

/** The same `total` and `seed` always give the same customers. */
export function createGeneratedTenants(total: number, seed: number): GeneratedTenants {
  const inChina = Math.floor(total / CHINA_EVERY);
  const cloudOf = (index: number): CloudName =>
    index % CHINA_EVERY === CHINA_EVERY - 1 ? 'china' : 'global';

  function make(index: number): Tenant {
    const cloud = cloudOf(index);
    const pick = spread(`${seed}:${index}`);
    const name = nameOf(index + seed * 7919);
    const slug = name
      .toLowerCase()
      .replace(/[^a-z]/g, '')
      .slice(0, 20);
    return {
      key: `generated-${index}`,
      cloud,
      tenantId: idOf(seed, index),
      name,
      domain: `${slug}${index}.${cloud === 'china' ? 'partner.onmschina.cn' : 'onmicrosoft.com'}`,
      country: cloud === 'china' ? 'CN' : (COUNTRIES[Math.floor(pick * COUNTRIES.length)] ?? 'US'),
      services:
        SERVICE_SETS[
          cloud === 'china' ? 'chinaSmall' : pick < 0.6 ? 'small' : pick < 0.9 ? 'medium' : 'large'
        ],
      spelling: index % 2 === 0 ? 'camelCase' : 'PascalCase',
      behaviour: 'normal',
      isPartner: false,
      isGenerated: true,
    };
  }

  return {
    count: (cloud) => (cloud === 'china' ? inChina : total - inChina),
    at(cloud, position) {
      if (position < 0 || position >= (cloud === 'china' ? inChina : total - inChina)) return undefined;
      return make(
        cloud === 'china'
          ? position * CHINA_EVERY + CHINA_EVERY - 1
          : position + Math.floor(position / (CHINA_EVERY - 1)),
      );
    },
    find(cloud, idOrDomain) {
      const text = idOrDomain.toLowerCase();
      const digits = /(\d+)\.(?:onmicrosoft\.com|partner\.onmschina\.cn)$/.exec(text)?.[1];
      const index = digits === undefined ? indexIn(text) : Number(digits);
      if (index === undefined || index >= total || cloudOf(index) !== cloud) return undefined;
      const tenant = make(index);
      return tenant.tenantId === text || tenant.domain === text ? tenant : undefined;
    },
  };
}

/** The last eight digits of a generated GUID hold the index, so that a tenant is found again without a table. */
const MASK = 0x5a3c96e1;

function idOf(seed: number, index: number): string {
  const tail = ((index ^ MASK) >>> 0).toString(16).padStart(8, '0');
  return guidFrom(`generated:${seed}:${index}`).slice(0, -8) + tail;
}

function indexIn(id: string): number | undefined {
  const tail = /^[0-9a-f-]{28}([0-9a-f]{8})$/.exec(id)?.[1];
  return tail === undefined ? undefined : (Number.parseInt(tail, 16) ^ MASK) >>> 0;
}

/** Walks through all combinations of the words before repeating; a step prime to their number keeps neighbours apart. */
function nameOf(index: number): string {
  const all = FIRST_WORDS.length * SECOND_WORDS.length * THIRD_WORDS.length;
  const place = (index * 7307) % all;
  const first = FIRST_WORDS[place % FIRST_WORDS.length];
  const second = SECOND_WORDS[Math.floor(place / FIRST_WORDS.length) % SECOND_WORDS.length];
  const third = THIRD_WORDS[Math.floor(place / (FIRST_WORDS.length * SECOND_WORDS.length))];
  return `${first} ${second} ${third}`;
}
