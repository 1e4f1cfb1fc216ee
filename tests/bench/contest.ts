import { figureInWords, figureOf, quantile, ratioOf } from './figures.ts';
import type { Goal, Row } from './findings.ts';
import type { Contestant } from './contestants.ts';
import { rounds } from './rounds.ts';

/** The results of a contestant with a number of concurrent clients. */
interface Rates {
  /** Accepted registrations per second, one figure for each round. */
  readonly rates: number[];
  /** Processor time for each in milliseconds, one figure for each round. */
  readonly work: number[];
  /** Milliseconds until each reply. */
  readonly times: number[];
  /** How many were refused for a while. */
  refused: number;
}

/** The result of a contest: each contestant's rates, by number of clients. */
export type Contest = ReadonlyMap<number, ReadonlyMap<Contestant, Rates>>;

const sides = [1, 16, 64, 256];

const noRates = (): Rates => ({ rates: [], work: [], times: [], refused: 0 });

async function measure(contestant: Contestant, clients: number, amount: number, into: Rates) {
  const before = await contestant.worked();
  const { seconds, times, refused } = await contestant.take(clients, amount);
  const accepted = amount - refused;
  into.rates.push(accepted / seconds);
  into.work.push(((await contestant.worked()) - before) / accepted);
  into.times.push(...times);
  into.refused += refused;
}

/**
 * The number of registrations in a round: enough for each client, and fewer if each is waited for.
 */
function amountFor(clients: number): number {
  return clients === 1 ? 100 : Math.max(400, 2 * clients);
}

/**
 * Has contestants take registrations in turn, from 1 to 256 concurrent clients, for some rounds.
 */
export async function contest(
  contestants: readonly Contestant[],
  budget: number,
): Promise<Contest> {
  const all = new Map(
    sides.map((clients) => [clients, new Map(contestants.map((one) => [one, noRates()] as const))]),
  );
  for (const contestant of contestants) await contestant.take(16, 400);
  await rounds(budget, 5, async () => {
    for (const [clients, each] of all) {
      for (const [contestant, rates] of each) {
        await measure(contestant, clients, amountFor(clients), rates);
      }
    }
  });
  return all;
}

/** The columns of one contestant: its rate, its work and, if it replies, how long that takes. */
function columns({ rates, work, times }: Rates): string[] {
  const answers =
    times.length === 0 ? [] : [0.5, 0.99].map((share) => quantile(times, share).toFixed(1));
  const each = figureOf(work).median;
  return [
    figureInWords(figureOf(rates), 0),
    Number.isNaN(each) ? '?' : each.toFixed(2),
    ...answers,
  ];
}

/** The goals of a contest, by number of clients. */
export type Goals = Readonly<Record<number, Goal>>;

/** The rows of one contestant against another: the ratios of their rates. */
export function ratesAgainst(
  all: Contest,
  one: Contestant,
  other: Contestant,
  goals: Goals = {},
): Row[] {
  return [...all].flatMap(([clients, each]) => {
    const [ones, others] = [each.get(one), each.get(other)];
    if (ones === undefined || others === undefined) return [];
    const ratio = ratioOf(ones.rates, others.rates);
    const cells = [...columns(ones), ...columns(others)];
    return [{ name: `${clients}`, columns: cells, ratio, ...goalFor(goals, clients) }];
  });
}

/** The rows of one contestant against another: the ratios of their processor times. */
export function workAgainst(all: Contest, one: Contestant, other: Contestant, goals: Goals): Row[] {
  return [...all].flatMap(([clients, each]) => {
    const [ones, others] = [each.get(one), each.get(other)];
    if (ones === undefined || others === undefined) return [];
    const cells = [ones, others].map(({ work }) => figureInWords(figureOf(work), 2));
    const ratio = ratioOf(ones.work, others.work);
    return [{ name: `${clients}`, columns: cells, ratio, ...goalFor(goals, clients) }];
  });
}

function goalFor(goals: Goals, clients: number): { readonly goal?: Goal } {
  const goal = goals[clients];
  return goal === undefined ? {} : { goal };
}
