import type { Tenant } from '../tenants/tenant.ts';

/** Properties whose values are enums; their spelling differs between the samples and the metadata of Graph. */
const ENUMS: ReadonlySet<string> = new Set([
  'status',
  'classification',
  'origin',
  'postType',
  'contentType',
  'category',
  'severity',
]);

/** Spells the enums of an entity, at any depth, the way this tenant gets them. */
export function spell(value: unknown, spelling: Tenant['spelling']): unknown {
  if (spelling === 'camelCase') return value;
  if (Array.isArray(value)) return value.map((item) => spell(item, spelling));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      ENUMS.has(key) && typeof inner === 'string'
        ? inner.charAt(0).toUpperCase() + inner.slice(1)
        : spell(inner, spelling),
    ]),
  );
}
