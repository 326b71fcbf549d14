import type { CloudName } from '../clouds.ts';
import type { Permission } from './permissions.ts';

/** Who asks has no role for it. Thrown before anything is done; the chat answers with who may. */
export class NotAllowed extends Error {
  readonly permission: Permission;
  /** Of the customer it was about; undefined: about none. */
  readonly cloud: CloudName | undefined;

  constructor(permission: Permission, cloud?: CloudName) {
    super(`No role of the person allows: ${permission}`);
    this.name = 'NotAllowed';
    this.permission = permission;
    this.cloud = cloud;
  }
}
