import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Address } from './configuration.ts';

const second = 1000;

/** Answers one request, which came over a connection with an address; a host's whole work. */
export type Fetch = (request: Request, connection?: string) => Response | Promise<Response>;

/**
 * Slow clients hold a socket for seconds only: headers within 10 s; the whole request within 15 s, after
 * the 10 s that the endpoint itself allows a body. Larger headers than 16 KiB are answered 431.
 */
const limits = {
  headersTimeout: 10 * second,
  requestTimeout: 15 * second,
  connectionsCheckingInterval: second,
  keepAliveTimeout: 5 * second,
  maxHeaderSize: 16 * 1024,
} as const;

/** What an operator learns of an address that cannot be had. */
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

/** Listens, and answers requests with what `site` makes of the port; rejects where the port cannot be had. */
export async function listen(address: Address, site: (port: number) => Fetch) {
  const server = createServer(limits);
  server.listen(address.port, address.host);
  await once(server, 'listening');
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : address.port;
  const answer = site(port);
  server.on('request', (incoming, outgoing) => {
    // Once the connection is closed its address is gone.
    const { remoteAddress } = incoming.socket;
    void getRequestListener((request) => answer(request, remoteAddress))(incoming, outgoing);
  });
  return { port, stop: (patience?: number) => stop(server, patience) };
}

/**
 * Stops listening, lets the requests in flight finish and resolves when they have; those that take longer
 * than `patience` milliseconds are cut off.
 */
async function stop(server: Server, patience: number = 15 * second): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const cutOff = setTimeout(() => server.closeAllConnections(), patience);
  // A connection that was busy at the beginning would else stay for its keep-alive time.
  const idle = setInterval(() => server.closeIdleConnections(), second / 10);
  await closed;
  clearTimeout(cutOff);
  clearInterval(idle);
}
