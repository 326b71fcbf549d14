import { z } from 'zod';
import { CLOUDS, type CloudName } from '../../clouds.ts';
import type { ServiceLink } from '../../customers/access.ts';
import { text } from '../fields.ts';

const MAX_URL = 2_000;

const row = z.object({ serviceName: text, serviceManagementUrl: text });

/** Graph's `delegatedAdminServiceManagementDetail`. undefined unless it names a service and leads to a page of Microsoft's own. */
export function readServiceLink(cloud: CloudName, value: unknown): ServiceLink | undefined {
  const { serviceName = '', serviceManagementUrl = '' } = row.safeParse(value).data ?? {};
  const service = serviceName.trim();
  const url = serviceManagementUrl.trim();
  if (service === '' || url.length > MAX_URL || !URL.canParse(url)) return undefined;
  const { protocol, hostname, port, username, password, href } = new URL(url);
  if (protocol !== 'https:' || port !== '' || username !== '' || password !== '') return undefined;
  const isMicrosoft = CLOUDS[cloud].pageDomains.some(
    (domain) => hostname === domain || hostname.endsWith(`.${domain}`),
  );
  return isMicrosoft ? { service, url: href } : undefined;
}
