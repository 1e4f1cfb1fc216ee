import { mkdir, mkdtempDisposable } from 'node:fs/promises';
import { join } from 'node:path';
import { readBuiltSite } from '../../src/registration/hosts/process/read-built-site.ts';
import type { BuiltSite } from '../../src/registration/hosts/built-site.ts';
import { postgres, sqliteIn, type BenchStore } from './bench-store.ts';
import { burst } from './burst.ts';
import { contest, ratesAgainst, workAgainst, type Contest } from './contest.ts';
import { actionIn, loopsOn, serverOn, type Contestant, type Server } from './contestants.ts';
import { figureOf } from './figures.ts';
import type { Findings, Row } from './findings.ts';
import { memoryOf } from './processes.ts';
import { project } from './project.ts';

/** Milliseconds for the rounds on each store. */
const budget = 120_000;
/** The number of registrations in the burst. */
const many = 10_000;

const serverHeads = ['clients', 'server, 1/s', 'CPU, ms each', 'p50, ms', 'p99, ms'];
const loopsHeads = ['loops, 1/s', 'CPU, ms each'];
const actionHeads = ['action, 1/s', 'CPU, ms each', 'p50, ms', 'p99, ms'];

/**
 * Says whether the server's database holds what it accepted, and how many it refused for a while.
 */
async function kept(all: Contest, server: Server): Promise<string> {
  const [accepted, stored] = [server.accepted(), await server.stored()];
  const refused = [...all.values()].reduce(
    (sum, each) => sum + (each.get(server)?.refused ?? 0),
    0,
  );
  const same = accepted === stored ? 'none lost' : 'NOT THE SAME';
  return `${accepted} accepted, ${stored} stored: ${same}; ${refused} refused for a while (429 or 503)`;
}

const megabytes = (bytes: number): string => (bytes === 0 ? '?' : (bytes / 1024 ** 2).toFixed(0));

async function burstRow(name: string, server: Server): Promise<Row> {
  const before = await server.stored();
  const { seconds, acknowledged, refused } = await burst(server.taker, many);
  const stored = (await server.stored()) - before;
  const held = [await memoryOf(server.process, 'VmRSS'), await memoryOf(server.process, 'VmHWM')];
  const figures = [seconds, acknowledged / seconds].map((figure) => figure.toFixed(0));
  return {
    name,
    columns: [`${acknowledged}`, `${stored}`, `${refused}`, ...figures, ...held.map(megabytes)],
    ratio: figureOf([Math.min(acknowledged, stored) / many]),
    goal: { side: 'at least', bound: 1, counted: true },
  };
}

/** The findings for one store. */
interface OnStore {
  readonly contests: readonly Findings[];
  readonly burst: Row;
}

function withLoops(store: BenchStore, rows: readonly Row[], conditions: string[]): Findings {
  return {
    title: `Accepted registrations a second on ${store.name}, against loops that only seal and commit`,
    conditions: ['as many loops side by side as clients; CPU of the process alone', ...conditions],
    heads: [...serverHeads, ...loopsHeads],
    rows,
  };
}

function withAction(all: Contest, server: Contestant, action: Contestant): readonly Findings[] {
  const rates = {
    1: { side: 'at least', bound: 1 },
    64: { side: 'at least', bound: 1.25 },
  } as const;
  return [
    {
      title: 'The same, against the same form as an Astro Action with a plain insert',
      conditions: ['@astrojs/node; SQLite with write-ahead log and synchronous FULL on both sides'],
      heads: [...serverHeads, ...actionHeads],
      rows: ratesAgainst(all, server, action, rates),
    },
    {
      title: 'Processor time of a registration, against the Astro Action',
      conditions: ['the same load; all threads of each process'],
      heads: ['clients', 'server, ms', 'action, ms'],
      rows: workAgainst(all, server, action, { 64: { side: 'at most', bound: 0.8 } }),
    },
  ];
}

async function measureOn(
  store: BenchStore,
  folder: string,
  built: BuiltSite,
  action?: Contestant,
): Promise<OnStore> {
  const loops = await loopsOn(store, built);
  const server = await serverOn(store, folder, built);
  try {
    const all = await contest([loops, server, ...(action ? [action] : [])], budget);
    const said = await kept(all, server);
    const contests = [withLoops(store, ratesAgainst(all, server, loops), [said])];
    if (action) contests.push(...withAction(all, server, action));
    return { contests, burst: await burstRow(store.name, server) };
  } finally {
    await Promise.all([loops.end(), server.end(), action?.end()]);
  }
}

function bursts(rows: readonly Row[], conditions: readonly string[]): Findings {
  return {
    title: `A burst of ${many.toLocaleString('en')} registrations: how many of them are stored`,
    conditions: [
      '500 guests at once, who send again what is refused for a while, after its Retry-After',
      'resident memory of the server, in MB: at the end, and the most that it ever held',
      ...conditions,
    ],
    heads: ['', 'acknowledged', 'stored', 'refused', 'seconds', '1/s', 'memory', 'most'],
    rows,
  };
}

/**
 * Measures how many registrations per second the built Node host in `folder` accepts, sealed and
 * durable, on SQLite and PostgreSQL, against loops that only seal and commit with the same modules
 * and against an Astro Action; and what a burst leaves behind.
 * @throws Error if a registration is refused for good.
 */
export async function measureRegistering(folder: string): Promise<readonly Findings[]> {
  const built = await readBuiltSite(join(folder, 'dist/endpoint/node/site.json'));
  // Inside the project: a temporary folder may be in memory, where a commit costs nothing.
  await mkdir(join(project, '.data'), { recursive: true, mode: 0o700 });
  await using data = await mkdtempDisposable(join(project, '.data/bench-'));
  const action = await actionIn(data.path, built);
  const sqlite = await measureOn(sqliteIn(data.path), folder, built, action);
  const store = await postgres();
  if (typeof store === 'string') return [...sqlite.contests, bursts([sqlite.burst], [store])];
  try {
    const { contests, burst: row } = await measureOn(store, folder, built);
    return [...sqlite.contests, ...contests, bursts([sqlite.burst, row], [])];
  } finally {
    await store.clear();
  }
}
