import type { Environment } from '../environment.ts';

/** Finds a client's address from that of its connection. */
export type ClientAddress = (
  request: Request,
  connection: string | undefined,
) => string | undefined;

/**
 * How a host with its own server finds its clients' addresses, by `TRUSTED_PROXIES`: the number of
 * proxies in front of it. Each adds its client to `X-Forwarded-For`; anything before those is the
 * client's own claim. Without the setting, no client is known, or all guests behind a proxy would
 * count as one.
 * @throws Error with one sentence if it is not a number
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
