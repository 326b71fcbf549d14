import type { EpochMs } from '../time.ts';
import { DeliveryError } from './messenger.ts';

/** Our own pace holds a message back until `retryAt`: nobody has failed, and nothing was sent. */
export class PacedError extends DeliveryError {
  override readonly retryAt: EpochMs;

  constructor(retryAt: EpochMs) {
    super('throttled', 'Enough was sent there for now.', { retryAt });
    this.name = 'PacedError';
    this.retryAt = retryAt;
  }
}
