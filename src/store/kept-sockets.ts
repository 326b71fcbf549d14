import { once } from 'node:events';
import { Socket } from 'node:net';

/** Sockets that can be destroyed when the other end never lets go of them. */
export interface KeptSockets {
  /** A new one, for a connection to be made with. */
  create(): Socket;
  /** Ends when all are closed. */
  whenClosed(): Promise<void>;
  destroy(): void;
}

export function createKeptSockets(): KeptSockets {
  const sockets = new Set<Socket>();
  return {
    create() {
      const socket = new Socket();
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      return socket;
    },
    async whenClosed() {
      // Also after an error: it is told to whoever uses the socket.
      await Promise.allSettled([...sockets].map((socket) => once(socket, 'close')));
    },
    destroy() {
      for (const socket of sockets) socket.destroy();
    },
  };
}
