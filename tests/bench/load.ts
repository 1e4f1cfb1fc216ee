import autocannon from 'autocannon';
import { registration } from '../../src/registration/testing/running-host.fixture.ts';

/** What came of a load of registrations. */
export interface Load {
  /** From the first request to the last answer. */
  readonly seconds: number;
  /** How long the answer to each that was accepted took, in milliseconds. */
  readonly times: readonly number[];
  /** How many were refused for a while: 429 or 503. */
  readonly refused: number;
}

/** A registration whose e-mail address is another in each request. */
const body = registration({ email: 'guest-ID@example.org' })
  .toString()
  .replace('guest-ID', 'guest-[<id>]');

/** Who takes a load. */
export interface Taker {
  readonly url: string;
  /** What a page of its own names as where it comes from. */
  readonly origin: string;
  /** The status of what it accepted. */
  readonly accepts: number;
}

/**
 * Posts `amount` registrations, each of another guest at another address, over a number of connections at
 * once. Nothing is sent again.
 * @throws Error where one is answered otherwise than as accepted or refused for a while, or not at all.
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
      // As the host's proxy says it: the limits count each guest, and hold nobody back.
      'x-forwarded-for': '[<id>]',
    },
    body,
    idReplacement: true,
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
