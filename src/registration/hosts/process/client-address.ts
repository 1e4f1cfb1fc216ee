import type { Environment } from '../environment.ts';

/** Finds the address of a request's client from that of its connection. */
export type ClientAddress = (
  request: Request,
  connection: string | undefined,
) => string | undefined;

/**
 * How a host that listens itself knows its clients, from `TRUSTED_PROXIES`: so many proxies stand before it,
 * and each has added to `X-Forwarded-For` whom it heard from; what stands before those there is the client's
 * own word. Without the setting nobody is known, since all guests of a proxy would else be taken for one.
 * @throws Error with one sentence where it is no number
 */
export function clientAddressFrom(environment: Environment): ClientAddress {
  const proxies = environment['TRUSTED_PROXIES'] ?? '';
  if (proxies === '') return () => undefined;
  if (!/^\d$/.test(proxies)) {
    throw new Error(
      'TRUSTED_PROXIES is not a number. Write how many proxies are in front of this server, from 0 to 9.',
    );
  }
  const count = Number(proxies);
  if (count === 0) return (_request, connection) => connection;
  return ({ headers }) =>
    headers.get('X-Forwarded-For')?.split(',').at(-count)?.trim() || undefined;
}
