import autocannon from 'autocannon';
import { registration } from '../../src/integrations/running-host.sample.ts';

/** What came of a load of registrations. */
export interface Load {
  /** From the first request to the last answer. */
  readonly seconds: number;
  /** How long the answer to each took, in milliseconds. */
  readonly times: readonly number[];
}

/** A registration whose e-mail address is another in each request. */
const body = registration({ email: 'guest-ID@example.org' })
  .toString()
  .replace('guest-ID', 'guest-[<id>]');

/**
 * Posts `amount` registrations, each of another guest, over a number of connections at once.
 * @throws Error where one is answered otherwise than as accepted, or not at all.
 */
export async function postRegistrations(
  url: string,
  connections: number,
  amount: number,
): Promise<Load> {
  const times: number[] = [];
  const refused: number[] = [];
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
    },
    body,
    idReplacement: true,
    sampleInt: 100,
  });
  run.on('response', (_client, status, _bytes, time) => {
    if (status === 201) times.push(time);
    else refused.push(status);
    last = performance.now();
  });
  const { errors, timeouts } = await run;
  if (refused.length + errors + timeouts > 0) {
    throw new Error(
      `Of ${amount} registrations ${refused.length} were refused ` +
        `(status ${[...new Set(refused)].join(', ') || 'none'}) and ${errors + timeouts} not answered.`,
    );
  }
  return { seconds: (last - start) / 1000, times };
}
