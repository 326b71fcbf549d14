import { CLOUDS, type CloudName } from '../../clouds.ts';
import type { ChatContext } from '../context.ts';
import { findServiceSource } from '../grammar/service-source.ts';

/** The clouds of our customers in which the service asked about is never read: those without Azure, where it is one of Azure's. */
export function listWithoutAzure(
  service: string | undefined,
  { directory }: Pick<ChatContext, 'directory'>,
): CloudName[] {
  if (findServiceSource(service) !== 'azure') return [];
  const clouds = new Set(directory.customers.map(({ cloud }) => cloud));
  return [...clouds].filter((cloud) => !CLOUDS[cloud].capabilities.azure);
}

/** Whether all of our customers are in those clouds. */
export function isNowhere(
  clouds: readonly CloudName[],
  { directory }: Pick<ChatContext, 'directory'>,
): boolean {
  return clouds.length > 0 && directory.customers.every(({ cloud }) => clouds.includes(cloud));
}
