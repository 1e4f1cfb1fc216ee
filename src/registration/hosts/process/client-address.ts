import type { Environment } from '../environment.ts';

/** Finds a client's address from that of its connection. */
export type ClientAddress = (
  request: Request,
  connection: string | undefined,
) => string | undefined;

const proxyHeaders = ['X-Forwarded-For', 'Forwarded', 'X-Real-IP', 'CF-Connecting-IP'] as const;

/** Knows no client, and says once that a proxy could tell them apart. */
function knowNobody(report: (line: string) => void): ClientAddress {
  let said = false;
  return ({ headers }) => {
    const header = proxyHeaders.find((name) => headers.has(name));
    if (said || header === undefined) return undefined;
    said = true;
    report(
      `A request came with ${header}, as behind a proxy, but TRUSTED_PROXIES is not set: all guests share one limit. ` +
        'Set it to the number of proxies, or to 0 if there are none.',
    );
    return undefined;
  };
}

/**
 * How a host that listens itself knows its clients, from `TRUSTED_PROXIES`: so many proxies stand before it,
 * and each has added to `X-Forwarded-For` whom it heard from; what stands before those there is the client's
 * own word. A part that is missing or empty is "unknown", never the one beside it. Without the setting nobody is
 * known, since all guests of a proxy would else be taken for one.
 * @throws Error with one sentence where it is no number
 */
export function clientAddressFrom(
  environment: Environment,
  report: (line: string) => void,
): ClientAddress {
  const proxies = environment['TRUSTED_PROXIES'] ?? '';
  if (proxies === '') return knowNobody(report);
  if (!/^\d$/.test(proxies)) {
    throw new Error(
      'TRUSTED_PROXIES is not a number. Write how many proxies are in front of this server, from 0 to 9.',
    );
  }
  const count = Number(proxies);
  if (count === 0) return (_request, connection) => connection ?? 'unknown';
  return ({ headers }) =>
    headers.get('X-Forwarded-For')?.split(',').at(-count)?.trim() || 'unknown';
}
