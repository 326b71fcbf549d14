import type { Incident } from './incident.ts';

/** What a service of Azure is called beside those of Microsoft 365. */
export const AZURE = 'Azure';

const SAYS_AZURE = /^(?:azure\s+\S|microsoft azure\b)/i;

/** `Azure: Virtual Machines`, `Azure: Production, Test`, but `Azure Monitor`; `Azure` alone where nothing more is known. */
export function nameInAzure(name: string): string {
  if (SAYS_AZURE.test(name)) return name;
  return name === '' ? AZURE : `${AZURE}: ${name}`;
}

/** The service an incident is told under: `Exchange Online`, or `Azure: Virtual Machines`. Never empty. */
export function nameService({ source, service, feature, id }: Incident): string {
  return source === 'azure' ? nameInAzure(service) : service || feature || id;
}

/** Every service an incident hits, as `nameService` names them; an event of Azure can hit several. */
export function listServiceNames(incident: Incident): readonly string[] {
  const inAzure = incident.azure?.services ?? [];
  if (incident.source !== 'azure' || inAzure.length === 0) return [nameService(incident)];
  return inAzure.map(nameInAzure);
}
