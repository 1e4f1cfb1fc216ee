import autocannon, { type Prepared } from 'autocannon';
import { registration } from '../../src/registration/testing/running-host.fixture.ts';

/** The result of a load of registrations. */
export interface Load {
  /** From the first request to the last reply. */
  readonly seconds: number;
  /** The time until the reply to each accepted registration, in milliseconds. */
  readonly times: readonly number[];
  /** How many were refused for a while: 429 or 503. */
  readonly refused: number;
}

/** The body of a registration with the number of the guest in its e-mail address. */
const bodies = registration({ email: 'guest-NUMBER@example.org' }).toString().split('NUMBER');

/** An address for each guest, so that the limits of one network hold nobody back. */
export function addressOf(guest: number): string {
  return [10, guest >> 16, (guest >> 8) & 255, guest & 255].join('.');
}

/** Guests are numbered over all loads: none registers twice. */
let guests = 0;

/** The server that takes a load. */
export interface Taker {
  readonly url: string;
  /** The origin that its own pages send. */
  readonly origin: string;
  /** Its status for accepted registrations. */
  readonly accepts: number;
}

/** The next guest's request, with the header that the host's proxy adds. */
function nextGuest(request: Prepared): Prepared {
  guests += 1;
  const headers = { ...request.headers, 'x-forwarded-for': addressOf(guests) };
  return { ...request, headers, body: bodies.join(`${guests}`) };
}

/**
 * Posts `amount` registrations over a number of concurrent connections, each from another guest at
 * another address. None is sent again.
 * @throws Error if a reply is missing, or neither accepts the registration nor refuses it for a
 * while.
 */
export async function postRegistrations(
  { url, origin, accepts }: Taker,
  connections: number,
  amount: number,
): Promise<Load> {
  const times: number[] = [];
  const others: number[] = [];
  const start = performance.now();
  let last = start;
  const run = autocannon({
    url,
    connections,
    amount,
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      origin,
    },
    requests: [{ setupRequest: nextGuest }],
    timeout: 60,
    sampleInt: 100,
  });
  run.on('response', (_client, status, _bytes, time) => {
    if (status === accepts) times.push(time);
    else others.push(status);
    last = performance.now();
  });
  const { errors, timeouts } = await run;
  const wrong = others.filter((status) => status !== 429 && status !== 503);
  if (wrong.length + errors + timeouts > 0) {
    throw new Error(
      `Of ${amount} registrations ${wrong.length} were not accepted ` +
        `(status ${[...new Set(wrong)].join(', ') || 'none'}) and ${errors + timeouts} not answered.`,
    );
  }
  return { seconds: (last - start) / 1000, times, refused: others.length };
}
