import type { Endpoint } from '../http/endpoint.ts';
import { asksForChallenge } from '../form/questions.ts';
import { Refusal } from '../record/refusal.ts';

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
 * that no browser of these years sends gets by with fewer, and so does one without a challenge that is asked
 * for. Wrong codes are mistyped a few times.
 */
const most = { usual: 30, strange: 5, wrong: 10 } as const;
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

/** What a client's side may do in this window; undefined where there is no limit, since its host does not know it. */
export async function allowanceOf(
  kind: keyof typeof most,
  client: string | undefined,
  { hash, now }: Pick<Endpoint, 'hash' | 'now'>,
): Promise<Allowance | undefined> {
  if (client === undefined) return undefined;
  const moment = now();
  return {
    key: await hash('client', `${kind} ${sideOf(client)}`),
    most: most[kind],
    since: isoAt(moment - (moment % window)),
  };
}

/** Who sends a registration. */
export interface Sender {
  /** Their address, as their host knows it; undefined where it does not, and there is no limit. */
  readonly client: string | undefined;
  /** Whether a script or a program sends it, which solves a challenge where the form asks for one. */
  readonly scripted: boolean;
  /** The conditions on which their registration is added. */
  readonly admission: Admission;
  /** The same where a valid code comes with it: whom the organisers invited is not counted, unless strange. */
  readonly invited: Admission;
}

/**
 * Who sends a request, and on which conditions their registration is added.
 * @throws Refusal `idempotency-key-invalid`
 */
export async function senderOf(
  request: Request,
  client: string | undefined,
  scripted: boolean,
  endpoint: Pick<Endpoint, 'definition' | 'hash' | 'now'>,
): Promise<Sender> {
  const key = idempotencyKey(request);
  const forgotten = forgottenAt(endpoint.now());
  const idempotency =
    key === undefined ? undefined : { key: await endpoint.hash('idempotency', key), forgotten };
  const unsolved = !scripted && asksForChallenge(endpoint.definition);
  const strange = unsolved || isStrange(request);
  const allowance = await allowanceOf(strange ? 'strange' : 'usual', client, endpoint);
  const admission = { idempotency, allowance };
  return { client, scripted, admission, invited: strange ? admission : { idempotency } };
}
