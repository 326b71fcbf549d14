import { type ArmCaller, readArmToken, wrongIssuer } from '../arm/authenticate.ts';
import { readHeader, type SandboxRequest } from '../exchange.ts';
import type { Tokens } from '../sign-in/tokens.ts';
import type { Tenants } from '../tenants/tenants.ts';

const HEADER = 'x-ms-authorization-auxiliary';

/**
 * "The primary token will be from the CSP customer tenant. The auxiliary token will be from the CSP partner tenant" (SupportTickets -
 * Create). The header may hold several, with semicolons between them ("Authenticate requests across tenants"); the Azure CLI writes commas.
 * How the service refuses a wrong one is not documented: as a wrong primary one, with 401 and a message that says which it is.
 */
export function checkAuxiliary(
  request: SandboxRequest,
  directory: { readonly tokens: Tokens; readonly tenants: Tenants },
): void {
  const header = readHeader(request.headers, HEADER) ?? '';
  const texts = header.split(/[;,]/).filter((text) => text.trim() !== '');
  const read = (text: string | undefined): ArmCaller => {
    const token = text === undefined ? undefined : (/^\s*Bearer\s+(\S+)\s*$/i.exec(text)?.[1] ?? text);
    return readArmToken(request.cloud, token, HEADER, directory);
  };
  const callers = texts.length === 0 ? [read(undefined)] : texts.map(read);
  if (!callers.some(({ tenant }) => tenant.isPartner))
    throw wrongIssuer(request.cloud, 'auxiliary access token');
}
