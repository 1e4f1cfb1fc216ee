import * as z from 'zod/mini';

/** The networks that a client's address belongs to. */
export interface ClientNetwork {
  /** An IPv4 address, or of IPv6 the /64 of one line. */
  readonly near: string;
  /** Of IPv6 the /56 that most providers give a household or an office, which holds 256 of the former. */
  readonly wide?: string;
}

const v4 = z.ipv4();

/** The eight groups of an IPv6 address in hexadecimal; undefined where it is none. */
function groupsOf(address: string): string[] | undefined {
  const url = `http://[${address}]/`;
  if (!/^[\da-f:.]+$/.test(address) || !URL.canParse(url)) return undefined;
  // In the URL parser's form, without leading zeros and with the last 32 bits in hexadecimal.
  const [head = '', tail] = new URL(url).hostname.slice(1, -1).split('::');
  const first = head.split(':').filter(Boolean);
  const last = tail?.split(':').filter(Boolean) ?? [];
  const zeros = Array.from({ length: 8 - first.length - last.length }, () => '0');
  return [...first, ...zeros, ...last];
}

/** The IPv4 address that `::ffff:0:0/96` maps into IPv6. */
function mapped(groups: readonly string[]): string | undefined {
  if (groups.slice(0, 6).join(':') !== '0:0:0:0:0:ffff') return undefined;
  const numbers = groups.slice(6).map((group) => Number.parseInt(group, 16));
  return numbers.flatMap((number) => [number >> 8, number & 255]).join('.');
}

/**
 * The networks of a client's address as hosts and proxies write it: with a port (`192.0.2.1:5678`,
 * `[2001:db8::1]:443`), a zone or in brackets; IPv4 in IPv6 is IPv4. Undefined where it is no address, such as
 * the "unknown" of some proxies.
 */
export function networkOf(client = ''): ClientNetwork | undefined {
  const written = client.trim().toLowerCase();
  const short = written.replace(/:\d{1,5}$/, '');
  if (v4.safeParse(short).success) return { near: short };
  const address = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(written)?.[1] ?? written;
  const groups = groupsOf(address.replace(/%.*$/, ''));
  if (groups === undefined) return undefined;
  const near = mapped(groups);
  if (near !== undefined) return { near };
  const [one, two, three, four = ''] = groups;
  const upper = (Number.parseInt(four, 16) >> 8).toString(16);
  return { near: `${one}:${two}:${three}:${four}`, wide: `${one}:${two}:${three}:${upper}00/56` };
}
