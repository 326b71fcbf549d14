import type { IncidentArchive } from '../../src/health/archive.ts';
import type { KeptEstate } from '../../src/health/estate/estate.ts';
import { isOver } from '../../src/health/incident-outcome.ts';
import type { Random } from '../../src/time.ts';
import type { SimulatedMicrosoft } from './simulated-microsoft.ts';
import type { SimulatedTime } from './simulated-time.ts';

export interface ReadingsOptions {
  readonly time: SimulatedTime;
  readonly random: Random;
  readonly microsoft: SimulatedMicrosoft;
  readonly estate: Pick<KeptEstate, 'note' | 'takeDepartures' | 'close'>;
  readonly archive: Pick<IncidentArchive, 'record'>;
  readonly tenantIds: readonly string[];
  readonly pollMs: number;
  readonly weather: { readonly readingFails: number; readonly readingIsOld: number };
  readonly isAlive: () => boolean;
}

const OLD_MS = 20_000;
const TRIES = 3;

/**
 * Reads every customer again and again into the estate of one process, one after the other; how what left them ended is kept in the archive, as a
 * poller does it.
 */
export function readCustomers(options: ReadingsOptions): void {
  const { time, random, microsoft, estate, archive, tenantIds, pollMs, weather, isAlive } = options;
  const { clock, after } = time;
  const everyMs = pollMs / tenantIds.length;
  let turn = Math.floor(random() * tenantIds.length);

  function read(tenantId: string): void {
    const triedAt = clock();
    const customer = { cloud: 'global', tenantId } as const;
    const fails = random() < weather.readingFails;
    const asOf = random() < weather.readingIsOld ? triedAt - random() * OLD_MS : triedAt;
    const incidents = fails ? undefined : microsoft.list(tenantId, asOf);
    after(50 + random() * 1_500, () => {
      if (!isAlive()) return;
      estate.note({
        ...{ customer, triedAt, incidents, azureIncidents: fails ? undefined : [], changes: undefined },
        unread: fails ? [{ part: 'incidents', code: 'unavailable', retryAt: undefined }] : [],
      });
      for (const { incident } of estate.takeDepartures()) findEnding(customer, incident.id, TRIES);
    });
  }

  function findEnding(
    customer: { readonly cloud: 'global'; readonly tenantId: string },
    id: string,
    tries: number,
  ): void {
    after(200 + random() * 4_000, () => {
      const ended = microsoft.find(id)?.incident;
      if (!isAlive() || ended === undefined || !isOver(ended)) return;
      archive.record(customer, [ended], clock()).then(
        () => estate.close('global', ended),
        () => tries > 1 && findEnding(customer, id, tries - 1),
      );
    });
  }

  function readNext(): void {
    if (!isAlive()) return;
    const tenantId = tenantIds[turn % tenantIds.length];
    turn += 1;
    if (tenantId !== undefined) read(tenantId);
    after(everyMs * (0.8 + 0.4 * random()), readNext);
  }
  readNext();
}
