import { z } from 'zod';

/** How Azure Support behaves; each can be changed while the sandbox runs. */
export interface SupportSettings {
  /** Milliseconds until what was accepted is there; undefined: 2 to 4 seconds, by its name. */
  readonly createMs: number | undefined;
  /** Milliseconds until an engineer writes: after creation, and after each of our answers. */
  readonly engineerMs: number;
  /** The creations to come that end in failure. */
  readonly fail: CreationFailures;
  /** Last segments of ids of services and problem classifications that are no longer on Azure's lists. */
  readonly retired: readonly string[];
}

/** What a failed operation says. Microsoft documents no list of codes: the default is Azure Resource Manager's plainest. */
export interface CreationFailures {
  readonly times: number;
  readonly code: string;
  readonly message: string;
}

export const DEFAULT_SETTINGS: SupportSettings = {
  createMs: undefined,
  engineerMs: 90_000,
  fail: { times: 0, code: 'InternalServerError', message: 'The support ticket could not be created.' },
  retired: [],
};

const MS = z.number().int().min(0).max(3_600_000);

/** A change of settings, as it comes over HTTP: what is left out stays; `createMs: null` is the default again. */
export const SETTINGS_CHANGE = z.strictObject({
  createMs: MS.nullable().optional(),
  engineerMs: MS.optional(),
  fail: z
    .strictObject({
      times: z.number().int().min(0).max(100_000),
      code: z.string().min(1).max(100).default(DEFAULT_SETTINGS.fail.code),
      message: z.string().max(1000).default(DEFAULT_SETTINGS.fail.message),
    })
    .optional(),
  retired: z.array(z.string().max(100)).max(1000).optional(),
});

export type SettingsChange = z.input<typeof SETTINGS_CHANGE>;

export function changeSettings(current: SupportSettings, change: SettingsChange): SupportSettings {
  const { createMs, engineerMs, fail, retired } = SETTINGS_CHANGE.parse(change);
  return {
    createMs: createMs === undefined ? current.createMs : (createMs ?? undefined),
    engineerMs: engineerMs ?? current.engineerMs,
    fail: fail ?? current.fail,
    retired: retired?.map((name) => name.toLowerCase()) ?? current.retired,
  };
}
