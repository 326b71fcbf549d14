/** How much of bodies is held at the same time, in bytes: what many slow senders send must not fill the memory. */
export interface BodyRoom {
  /** False: there is no room, and nothing was taken. */
  take(bytes: number): boolean;
  give(bytes: number): void;
}

export function createBodyRoom(most: number): BodyRoom {
  let taken = 0;
  return {
    take(bytes) {
      if (taken + bytes > most) return false;
      taken += bytes;
      return true;
    },
    give(bytes) {
      taken -= bytes;
    },
  };
}
