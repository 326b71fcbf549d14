import type { CloudName } from '../../clouds.ts';
import type { CustomerDirectory } from '../../customers/ports.ts';
import type { UnreadCloud } from '../cards/customer-rows.ts';
import type { ChatContext } from '../context.ts';

/** The clouds whose customers could not be read; one whose first reading is under way is not among them. */
export function listUnreadClouds({ directory }: Pick<ChatContext, 'directory'>): UnreadCloud[] {
  return directory.states.flatMap(({ cloud, loadedAt, error }) =>
    loadedAt === undefined && error ? [{ cloud, code: error.code }] : [],
  );
}

/** Whether customers of some account, or of this cloud's, are being read for the first time. */
export function isLoading({ states }: CustomerDirectory, of?: CloudName): boolean {
  return states.some(
    ({ cloud, loadedAt, error }) => (of ?? cloud) === cloud && loadedAt === undefined && error === undefined,
  );
}
