import { z } from 'zod';
import { text } from '../fields.ts';

const GUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

/** States in which nothing runs. A row that states none, or one we have not met, is taken to be in use. */
const OUT_OF_USE: ReadonlySet<string> = new Set(['suspended', 'deleted', 'expired']);

/** Licences with Azure in their name: nothing of theirs runs in a subscription of Azure's. */
const AZURE_LICENCES =
  /\bazure\s+(?:ad\b|active\s+directory|information\s+protection|rights\s+management|advanced\s+threat|identity\s+protection)/i;

const row = z.object({
  id: text,
  entitlementId: text,
  offerName: text,
  friendlyName: text,
  unitType: text,
  billingType: text,
  status: text,
});

/** A subscription of Partner Center's that may stand for subscriptions of Azure's. */
export interface AzureCandidate {
  /** Partner Center's own id. */
  readonly id: string;
  readonly name: string;
  /** The Azure subscription where Partner Center knows no entitlements: that of a legacy Azure offer. */
  readonly legacyId: string | undefined;
  /** Whether it calls itself an Azure plan, so that no entitlements mean no Azure subscriptions. */
  readonly isPlan: boolean;
}

const entitlement = z.object({ id: text, friendlyName: text, status: text });

/**
 * A subscription from Partner Center's list. `other`: it is not in use, or has nothing to do with Azure. undefined: the row cannot be
 * understood. Nothing documented marks an Azure subscription: one is any that is not sold by the licence, or that names Azure.
 */
export function readCandidate(value: unknown): AzureCandidate | 'other' | undefined {
  const parsed = row.safeParse(value);
  const id = parsed.data?.id.trim() ?? '';
  if (!parsed.success || id === '') return undefined;
  const { entitlementId, offerName, friendlyName, unitType, billingType, status } = parsed.data;
  if (OUT_OF_USE.has(fold(status))) return 'other';
  const namesAzure = isAzureName(offerName) || isAzureName(friendlyName);
  const units = `${unitType} ${billingType}`;
  const isLicence = /licen[cs]e/i.test(units);
  if (isLicence && !namesAzure) return 'other';
  // The documented sample says nothing but `none` and has no offer's name. Where Microsoft names the offer, that name decides.
  const isAzure = offerName.trim() === '' ? !isLicence : isAzureName(offerName) || /usage/i.test(units);
  return {
    id,
    name: friendlyName.trim() || offerName.trim(),
    legacyId: isAzure ? readGuid(entitlementId) : undefined,
    isPlan: /\bazure\s+plan\b/i.test(`${offerName} ${friendlyName}`),
  };
}

/** An entitlement of an Azure plan: an Azure subscription. `other`: not in use. undefined: it names no subscription. */
export function readEntitlement(value: unknown): { id: string; name: string } | 'other' | undefined {
  const parsed = entitlement.safeParse(value);
  const id = readGuid(parsed.data?.id ?? '');
  if (!parsed.success || id === undefined) return undefined;
  return OUT_OF_USE.has(fold(parsed.data.status)) ? 'other' : { id, name: parsed.data.friendlyName.trim() };
}

function readGuid(value: string): string | undefined {
  const id = fold(value);
  return GUID.test(id) ? id : undefined;
}

function isAzureName(name: string): boolean {
  return /\bazure\b/i.test(name) && !AZURE_LICENCES.test(name);
}

function fold(value: string): string {
  return value.trim().toLowerCase();
}
