import type { KeyedHash } from './keyed-hash.ts';
import { Refusal } from './refusal.ts';

/** How many registrations may come from one side in one window of time. */
export interface Allowance {
  /** A keyed hash of the side that they come from. */
  readonly key: string;
  readonly most: number;
  /** When the window began: ISO 8601, in UTC. */
  readonly since: string;
}

/** On which conditions the store adds a registration; what is left out is none. */
export interface Admission {
  readonly allowance?: Allowance | undefined;
  /** A keyed hash of the solved challenge that it comes with: no other registration may come with it. */
  readonly challenge?: string | undefined;
  /** A keyed hash of the header Idempotency-Key, and the moment before which another use of it is forgotten. */
  readonly idempotency?: { readonly key: string; readonly forgotten: string } | undefined;
}

/** Milliseconds of a window of time. */
const window = 10 * 60 * 1000;
/**
 * A secretary sends some forms in ten minutes, and an office behind one address perhaps thirty. A request
 * that no browser of these years sends gets by with fewer, and so does one without a challenge that is asked for.
 */
const most = { usual: 30, strange: 5 } as const;
/** How long an Idempotency-Key is remembered: seven days. */
const remembered = 7 * 24 * 60 * 60 * 1000;

/** Whether a request names no page that it comes from: an old proxy took that away, or it is no browser's. */
function isStrange({ headers }: Request): boolean {
  return headers.get('Origin') === null && headers.get('Sec-Fetch-Site') === null;
}

/** The side that an address belongs to: of IPv6 the network of a household or an office. */
function sideOf(address: string): string {
  const v4 = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address)?.[1];
  if (v4 !== undefined) return v4;
  const [head = '', tail] = address.toLowerCase().replace(/%.*$/, '').split('::');
  const groups = head.split(':').filter(Boolean);
  const after = tail?.split(':').filter(Boolean) ?? [];
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - after.length) }, () => '0');
  const all = [...groups, ...(tail === undefined ? [] : zeros), ...after];
  return all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}

function isoAt(moment: number): string {
  return new Date(moment).toISOString();
}

/** The seconds until the window of a moment ends, after which more registrations may come. */
export function secondsLeft(now: number): number {
  return Math.ceil((window - (now % window)) / 1000);
}

/** The moment before which allowances and keys are of no use any more: ISO 8601, in UTC. */
export function forgottenAt(now: number): string {
  return isoAt(now - remembered);
}

/**
 * Reads the header Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): a quoted string of 1 to 255
 * letters, digits and the signs of a UUID or a URN.
 * @throws Refusal `idempotency-key-invalid` where it is something else
 */
function idempotencyKey(request: Request): string | undefined {
  const header = request.headers.get('Idempotency-Key');
  if (header === null) return undefined;
  const key = /^"([\w.:~+/=-]{1,255})"$/.exec(header)?.[1];
  if (key === undefined) throw new Refusal('idempotency-key-invalid');
  return key;
}

/**
 * The conditions on which a request's registration is added.
 * @param unsolved true where a form that asks for challenges was sent by no script, and so without one
 * @param client the address of who sends it, as its host knows it; undefined where there is no limit
 * @throws Refusal `idempotency-key-invalid`
 */
export async function admissionOf(
  request: Request,
  client: string | undefined,
  unsolved: boolean,
  { hash, now }: { readonly hash: KeyedHash; readonly now: () => number },
): Promise<Admission> {
  const key = idempotencyKey(request);
  const moment = now();
  const kind = unsolved || isStrange(request) ? 'strange' : 'usual';
  return {
    idempotency:
      key === undefined
        ? undefined
        : { key: await hash('idempotency', key), forgotten: forgottenAt(moment) },
    allowance:
      client === undefined
        ? undefined
        : {
            key: await hash('client', `${kind} ${sideOf(client)}`),
            most: most[kind],
            since: isoAt(moment - (moment % window)),
          },
  };
}
