import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Address } from './configuration.ts';

const second = 1000;

/** A host's whole work: answers one request from a connection's address. */
export type Fetch = (request: Request, connection?: string) => Response | Promise<Response>;

/**
 * Slow clients hold a socket for seconds only: 10 s for headers, and 15 s for the whole request,
 * after the 10 s that the endpoint allows for a body. Headers above 16 KiB get a 431.
 */
const limits = {
  headersTimeout: 10 * second,
  requestTimeout: 15 * second,
  connectionsCheckingInterval: second,
  keepAliveTimeout: 5 * second,
  maxHeaderSize: 16 * 1024,
} as const;

/** The error for an address that is not available. */
export function refusal(cause: unknown, { host, port }: Address): Error {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  const sentences = new Map<unknown, string>([
    [
      'EADDRINUSE',
      `Port ${port} is in use. Stop the program that uses it, or choose another, such as PORT=4322.`,
    ],
    [
      'EACCES',
      `This user may not use port ${port}. Choose one from 1024 upwards, such as PORT=4321.`,
    ],
    ['EADDRNOTAVAIL', `HOST is "${host}", which is not an address of this machine.`],
    ['ENOTFOUND', `HOST is "${host}", which is not an address of this machine.`],
  ]);
  return new Error(sentences.get(code) ?? `Port ${port} cannot be used (${String(cause)}).`, {
    cause,
  });
}

/**
 * Listens, and answers requests with what `site` returns for the port. Rejects if the port is not
 * available.
 */
export async function listen(address: Address, site: (port: number) => Fetch) {
  const server = createServer(limits);
  server.listen(address.port, address.host);
  await once(server, 'listening');
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : address.port;
  const answer = site(port);
  server.on('request', (incoming, outgoing) => {
    // Once the connection is closed, its address is gone.
    const { remoteAddress } = incoming.socket;
    void getRequestListener((request) => answer(request, remoteAddress))(incoming, outgoing);
  });
  return { port, stop: (patience?: number) => stop(server, patience) };
}

/**
 * Stops listening, and resolves once the requests in flight have finished. Those that take longer
 * than `patience` milliseconds are cut off.
 */
async function stop(server: Server, patience: number = 15 * second): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const cutOff = setTimeout(() => server.closeAllConnections(), patience);
  // A connection that was busy at first would otherwise stay for its keep-alive time.
  const idle = setInterval(() => server.closeIdleConnections(), second / 10);
  await closed;
  clearTimeout(cutOff);
  clearInterval(idle);
}
