import { setTimeout as wait } from 'node:timers/promises';
import { registration } from '../../src/registration/testing/running-host.fixture.ts';
import { addressOf, type Taker } from './load.ts';

/** The result of a burst. */
export interface Burst {
  /** From the first request to the last reply. */
  readonly seconds: number;
  readonly acknowledged: number;
  /** How many replies asked the guest to try again later. */
  readonly refused: number;
}

/** How many guests send at once. The others wait their turn. */
const guests = 500;
/** How often a guest tries, and how long they wait in between at most. */
const patience = { times: 3, seconds: 60 } as const;

/** Posts the registration of a guest from an address of their own. */
async function send({ url, origin }: Taker, guest: number): Promise<Response> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { accept: 'application/json', origin, 'x-forwarded-for': addressOf(guest) },
    body: registration({ email: `burst-${guest}@example.org` }),
  });
  await response.arrayBuffer();
  return response;
}

/**
 * Posts `amount` registrations as fast as 500 guests at a time can. They try again if the reply
 * asks them to, after the time that it names.
 */
export async function burst(taker: Taker, amount: number): Promise<Burst> {
  const start = performance.now();
  let [next, acknowledged, refused] = [0, 0, 0];
  async function register(guest: number): Promise<void> {
    for (let time = 0; time < patience.times; time += 1) {
      const { status, headers } = await send(taker, guest);
      if (status === taker.accepts) {
        acknowledged += 1;
        return;
      }
      const seconds = Number(headers.get('retry-after') ?? NaN);
      // No guest in a burst may wait longer, or be sent away for good.
      if (!(seconds <= patience.seconds)) return;
      refused += 1;
      await wait(seconds * 1000);
    }
  }
  async function one(): Promise<void> {
    for (; next < amount;) {
      const guest = next;
      next += 1;
      await register(guest);
    }
  }
  await Promise.all(Array.from({ length: guests }, one));
  return { seconds: (performance.now() - start) / 1000, acknowledged, refused };
}
