// A network between Lockgate and PostgreSQL that misbehaves: swallows single answers or requests, or all packets, without closing anything.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Network {
  readonly port: number;
  /** From the `nth` message that holds `text` on, nothing of that connection comes back; or that message itself never arrives. */
  swallow(what: 'answer' | 'request', text: string, nth?: number): void;
  /** How often `swallow` has struck. */
  readonly swallowed: () => number;
  /** Drops all packets from now on, both ways: of the connections that are there, and of new ones with `newOnes`. */
  blackHole(newOnes: boolean): void;
  /** New connections get these bytes as the server's only answer, `times` times. */
  answerWith(bytes: Buffer, times: number): void;
  readonly connections: () => number;
  stop(): Promise<void>;
}

export async function networkTo(port: number): Promise<Network> {
  const sockets = new Set<Socket>();
  let rule: { what: 'answer' | 'request'; text: string; left: number } | undefined;
  let canned: { bytes: Buffer; times: number } | undefined;
  let swallowed = 0;
  let connections = 0;
  let hole = 0;
  let holed = false;
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  };
  const server = createServer((client) => {
    keep(client);
    const number = ++connections;
    const dead = (): boolean => number <= hole || holed;
    let deaf = false;
    if (canned !== undefined && canned.times > 0) {
      canned.times--;
      const { bytes } = canned;
      client.once('data', () => client.end(bytes));
      return;
    }
    const upstream = connect(port, '127.0.0.1');
    keep(upstream);
    client.on('data', (chunk) => {
      if (dead()) return;
      if (rule?.left && chunk.includes(rule.text) && --rule.left === 0) {
        swallowed++;
        deaf = rule.what === 'answer';
        if (rule.what === 'request') return;
      }
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (!dead() && !deaf) client.write(chunk);
    });
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => {
      if (!dead() && !deaf) client.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    swallow(what, text, nth = 1) {
      rule = { what, text, left: nth };
    },
    swallowed: () => swallowed,
    blackHole(newOnes) {
      hole = connections;
      holed = newOnes;
    },
    answerWith(bytes, times) {
      canned = { bytes, times };
    },
    connections: () => connections,
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** An ErrorResponse that ends the connection, as a server sends it before it has asked for a password. */
export function fatalResponse(sqlstate: string, message: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${sqlstate}\0M${message}\0\0`);
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}
