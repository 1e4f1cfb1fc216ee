import type { Endpoint } from '../http/endpoint.ts';
import { asksForChallenge } from '../form/questions.ts';
import { Refusal } from '../record/refusal.ts';
import type { Conditions, RateLimit } from '../store/conditions.ts';

/** Milliseconds of a window of time. */
const window = 10 * 60 * 1000;
/**
 * A secretary sends some forms in ten minutes, and an office behind one address perhaps thirty. A request
 * that no browser of these years sends gets by with fewer, and so does one without a challenge that is asked
 * for. Wrong codes are mistyped a few times.
 */
const limits = { usual: 30, strange: 5, wrong: 10 } as const;
/** How long an Idempotency-Key is remembered: seven days. */
const idempotencyLifetimeMs = 7 * 24 * 60 * 60 * 1000;

/** Whether a request names no page that it comes from: an old proxy took that away, or it is no browser's. */
function isUnlikelyBrowser({ headers }: Request): boolean {
  return headers.get('Origin') === null && headers.get('Sec-Fetch-Site') === null;
}

/** The side that an address belongs to: of IPv6 the network of a household or an office. */
function networkOf(address: string): string {
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
 * What a client's side may do in this window. Clients that their host does not know are one side where codes are
 * guessed; for registrations there is then no limit.
 */
export async function rateLimitOf(
  kind: keyof typeof limits,
  client: string | undefined,
  { hash, now }: Pick<Endpoint, 'hash' | 'now'>,
): Promise<RateLimit | undefined> {
  if (client === undefined && kind !== 'wrong') return undefined;
  const moment = now();
  const network = client === undefined ? 'unknown' : networkOf(client);
  return {
    key: await hash('client', `${kind} ${network}`),
    limit: limits[kind],
    since: isoAt(moment - (moment % window)),
  };
}

/** What shows that a registration comes from the same sender as an earlier one with the same answers. */
export interface SenderProof {
  /** Something that nobody else has, or for a while can be taken for. */
  readonly text: string;
  /** The moment since which it counts: ISO 8601, in UTC; undefined where it always does. */
  readonly since?: string;
}

/** Milliseconds for which the same answers from one network are one guest's who pressed twice. */
const pressedAgain = 10 * 60 * 1000;

/**
 * The proof of a request: the Idempotency-Key that the form's script made, or else for ten minutes the network that
 * it comes from. Where neither is known nothing counts: a stranger could send the same.
 */
function proofOf(key: string | undefined, client: string | undefined, now: number): SenderProof {
  if (key !== undefined) return { text: `key ${key}` };
  if (client === undefined) return { text: crypto.randomUUID() };
  return { text: `network ${networkOf(client)}`, since: isoAt(now - pressedAgain) };
}

/** Who sends a registration. */
export interface Sender {
  readonly proof: SenderProof;
  /** Their address, as their host knows it; undefined where it does not, and there is no limit. */
  readonly client: string | undefined;
  /** Whether a script or a program sends it, which solves a challenge where the form asks for one. */
  readonly scripted: boolean;
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
  const strange = unsolved || isUnlikelyBrowser(request);
  const rateLimit = await rateLimitOf(strange ? 'strange' : 'usual', client, endpoint);
  const uninvited = { idempotency, rateLimit };
  const invited = strange ? uninvited : { idempotency };
  const proof = proofOf(key, client, endpoint.now());
  return { proof, client, scripted, uninvited, invited };
}
