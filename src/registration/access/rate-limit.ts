import type { Endpoint } from '../http/endpoint.ts';
import { asksForChallenge } from '../form/questions.ts';
import { Refusal } from '../record/refusal.ts';
import type { Conditions, Idempotency, RateLimit } from '../store/conditions.ts';
import { networkOf } from './client-network.ts';

/** Milliseconds of a window of time. */
const window = 10 * 60 * 1000;
/**
 * A secretary sends some forms in ten minutes, and an office behind one address perhaps thirty. A request
 * that no browser of these years sends gets by with fewer, and so does one without a challenge that is asked
 * for. Wrong codes are mistyped a few times.
 */
const limits = { usual: 30, strange: 5, wrong: 10 } as const;
/** How often as many may come from a whole /56, which one household or several in an office may have. */
const wideFactor = 3;
/** How long an Idempotency-Key is remembered: seven days. */
const idempotencyLifetimeMs = 7 * 24 * 60 * 60 * 1000;

/** Whether a request names no page that it comes from: an old proxy took that away, or it is no browser's. */
function isUnlikelyBrowser({ headers }: Request): boolean {
  return headers.get('Origin') === null && headers.get('Sec-Fetch-Site') === null;
}

function isoAt(moment: number): string {
  return new Date(moment).toISOString();
}

/** The refusal of what comes too often, with the seconds until the window of a moment ends. */
export function tooManyRequests(now: number): Refusal {
  const retryAfter = Math.ceil((window - (now % window)) / 1000);
  return new Refusal('too-many-requests', [], { retryAfter });
}

/** The moment before which allowances and keys are of no use any more: ISO 8601, in UTC. */
export function forgottenAt(now: number): string {
  return isoAt(now - idempotencyLifetimeMs);
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
 * What a client's side may do in this window, and the wider network that it is a part of. All those whose
 * address is not known are one side.
 */
export async function rateLimitsOf(
  kind: keyof typeof limits,
  client: string | undefined,
  { hash, now }: Pick<Endpoint, 'hash' | 'now'>,
): Promise<RateLimit[]> {
  const moment = now();
  const since = isoAt(moment - (moment % window));
  const limit = limits[kind];
  const { near, wide } = networkOf(client) ?? { near: 'unknown' };
  const narrow = { key: await hash('client', `${kind} ${near}`), limit, since };
  if (wide === undefined) return [narrow];
  const key = await hash('client', `${kind} ${wide}`);
  return [narrow, { key, limit: limit * wideFactor, since }];
}

/** Who sends a registration. */
export interface Sender {
  /** Their address, as their host knows it; undefined where it does not. */
  readonly client: string | undefined;
  /** Whether a script or a program sends it, which solves a challenge where the form asks for one. */
  readonly scripted: boolean;
  /** The Idempotency-Key that came with it. */
  readonly idempotency: Idempotency | undefined;
  /** The conditions on which their registration is added. */
  readonly uninvited: Conditions;
  /** The same where a valid code comes with it: whom the organisers invited is not counted, unless strange. */
  readonly invited: Conditions;
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
  // Where the host knows its clients, an address that cannot be read is no usual one.
  const isUnreadable = client !== undefined && networkOf(client) === undefined;
  const strange = unsolved || isUnreadable || isUnlikelyBrowser(request);
  const rateLimits = await rateLimitsOf(strange ? 'strange' : 'usual', client, endpoint);
  const uninvited = { rateLimits };
  return { client, scripted, idempotency, uninvited, invited: strange ? uninvited : {} };
}

/**
 * By what a registration that comes again without an invitation is known to be its sender's: the
 * Idempotency-Key, or without one the same answers from the same network for ten minutes. The answers alone
 * prove nothing, for others know them too; and of a client whose host does not know it, nobody knows who it is.
 */
export async function idempotencyOf(
  { client, idempotency }: Sender,
  contentKey: string,
  { hash, now }: Pick<Endpoint, 'hash' | 'now'>,
): Promise<Idempotency | undefined> {
  if (idempotency !== undefined) return idempotency;
  const network = networkOf(client);
  if (network === undefined) return undefined;
  const key = await hash('sender', `${network.near} ${contentKey}`);
  return { key, forgotten: isoAt(now() - window) };
}
