import type { Incident } from './incident.ts';

/**
 * Tells events of Azure that Microsoft 365 lists as well: by Azure's tracking id or by the id it gives for elsewhere, whatever their
 * case. Such an incident is shown once, as Microsoft 365 tells it.
 */
export function createTwinFinder(incidents: readonly Incident[]): (event: Incident) => boolean {
  const ids = new Set(
    incidents.filter(({ source }) => source === 'microsoft365').map(({ id }) => id.toLowerCase()),
  );
  return ({ id, azure }) =>
    ids.has(id.toLowerCase()) || (azure?.externalId !== undefined && ids.has(azure.externalId.toLowerCase()));
}
