import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';

/** Passes bytes on to a server, until it is told not to. */
export interface SilentProxy {
  /** The server's address through the proxy. */
  readonly url: string;
  /** From now on nothing passes on connections that are there, for ever, and on new ones until `speak`. None is closed. */
  silence(): void;
  /** Ends when so many connections were asked something since the silence began. */
  whenAsked(connections: number): Promise<void>;
  /** New connections are passed on again. */
  speak(): void;
  /** Ends when nobody is connected. */
  whenLeft(): Promise<void>;
  close(): Promise<void>;
}

export async function startSilentProxy(target: string): Promise<SilentProxy> {
  const { hostname, port } = new URL(target);
  const callers = new Set<Socket>();
  const servers = new Set<Socket>();
  const asked = new Set<Socket>();
  let isSilent = false;
  const keep = (sockets: Set<Socket>, socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
  };
  const server = createServer((caller) => {
    keep(callers, caller);
    caller.on('data', () => isSilent && asked.add(caller));
    if (isSilent) return void caller.resume();
    const upstream = connect(Number(port || 5432), hostname);
    keep(servers, upstream);
    caller.pipe(upstream).pipe(caller);
    upstream.once('close', () => !isSilent && caller.destroy());
    caller.once('close', () => upstream.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String(address.port);
  return {
    url: url.href,
    silence() {
      isSilent = true;
      for (const socket of [...callers, ...servers]) {
        socket.unpipe();
        socket.resume();
      }
    },
    async whenAsked(connections) {
      while (asked.size < connections) await setImmediate();
    },
    speak() {
      isSilent = false;
    },
    async whenLeft() {
      await Promise.all([...callers].map((socket) => once(socket, 'close')));
    },
    async close() {
      for (const socket of [...callers, ...servers]) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
