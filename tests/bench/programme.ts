import { cp, mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { madeUpEvent, replaceContent } from '../built-site/variants.ts';
import { writeLargeProgramme } from '../large-programme.ts';
import { writeBareProject } from './bare-project.ts';
import { type Figure, figureInWords, figureOf, ratioOf } from './figures.ts';
import type { Findings, Row } from './findings.ts';
import { canMeasureMemory, peakMemory } from './memory.ts';
import { build, copyProject } from './project.ts';
import { rounds } from './rounds.ts';

const minute = 60_000;
const gigabyte = 1024 ** 3;

/** The sizes, each with the time for its rounds and their largest number. */
const sizes = [
  { sessions: 100, budget: minute / 2, limit: 3 },
  { sessions: 1000, budget: 5 * minute, limit: 5 },
  { sessions: 10_000, budget: 0, limit: 1 },
] as const;
/** A longer build counts as failed. */
const longestBuild = 10 * minute;

/** The measurements of one size. */
interface Measured {
  readonly sessions: number;
  /** Seconds of the project's builds, and of the bare ones right before. */
  readonly ours: readonly number[];
  readonly bare: readonly number[];
  /** The most memory that a process of the project's builds held, in bytes. */
  readonly memory: number;
}

async function coldBuild(
  write: (folder: string) => Promise<void>,
): Promise<{ readonly seconds: number; readonly memory: number }> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'bench-programme-'));
  await write(folder.path);
  const peaks: Promise<number>[] = [];
  const watch = (process: number) => void peaks.push(peakMemory(process));
  const time = await build(
    folder.path,
    canMeasureMemory ? { limit: longestBuild, watch } : { limit: longestBuild },
  );
  return { seconds: time / 1000, memory: Math.max(0, ...(await Promise.all(peaks))) };
}

async function measure({ sessions, budget, limit }: (typeof sizes)[number]): Promise<Measured> {
  await using content = await mkdtempDisposable(join(tmpdir(), 'bench-content-'));
  await cp(madeUpEvent, content.path, { recursive: true });
  await writeLargeProgramme(content.path, sessions);
  const [ours, bare, memory]: [number[], number[], number[]] = [[], [], []];
  await rounds(budget, limit, async () => {
    const other = await coldBuild((folder) =>
      writeBareProject(folder, content.path, '{sessions,speakers}/*.md'),
    );
    const own = await coldBuild(async (folder) => {
      await copyProject(folder);
      await replaceContent(join(folder, 'content'), content.path);
    });
    bare.push(other.seconds);
    ours.push(own.seconds);
    memory.push(own.memory);
  });
  return { sessions, ours, bare, memory: Math.max(...memory) };
}

const only = (value: number): Figure => figureOf([value]);
const named = (sessions: number) => `${sessions.toLocaleString('en')} sessions`;

function buildRow({ sessions, ours, bare }: Measured): Row {
  return {
    name: named(sessions),
    columns: [figureInWords(figureOf(ours), 1), figureInWords(figureOf(bare), 1)],
    ratio: ratioOf(ours, bare),
    ...(sessions === 1000 && { goal: { side: 'at most', bound: 1.5 } as const }),
  };
}

function growth(thousand: Measured, tenThousand: Measured): Findings {
  const [one, ten] = [figureOf(thousand.ours).median, figureOf(tenThousand.ours).median];
  return {
    title: 'Growth of the build',
    conditions: ['the same builds; seconds of the project'],
    heads: ['', '1,000', '10,000'],
    rows: [
      {
        name: 'astro build',
        columns: [one.toFixed(1), ten.toFixed(1)],
        ratio: only(ten / one),
        goal: { side: 'at most', bound: 11, counted: true },
      },
    ],
  };
}

function memoryOf({ sessions, memory }: Measured): Findings {
  const held = (memory / gigabyte).toFixed(2);
  return {
    title: 'Memory of the build, against 3 GB',
    conditions: [
      canMeasureMemory
        ? 'the same builds; the most that one process held, VmHWM of /proc'
        : 'this system has no /proc: memory is measured on Linux alone',
    ],
    heads: ['', 'GB'],
    rows: canMeasureMemory
      ? [
          {
            name: named(sessions),
            columns: [held],
            ratio: only(memory / (3 * gigabyte)),
            goal: { side: 'at most', bound: 1, counted: true },
          },
        ]
      : [],
  };
}

/**
 * Measures cold builds of large programmes, with search index and all exports, against a bare Astro
 * project with the same Markdown, and how time and memory grow.
 */
export async function measureProgramme(): Promise<readonly Findings[]> {
  const measured: Measured[] = [];
  for (const size of sizes) measured.push(await measure(size));
  const thousand = measured.find(({ sessions }) => sessions === 1000);
  const tenThousand = measured.find(({ sessions }) => sessions === 10_000);
  const builds: Findings = {
    title: 'Cold build of a programme, against a bare Astro project with the same Markdown',
    conditions: ['a new folder for each build, the two in turn; seconds'],
    heads: ['', 'project', 'bare'],
    rows: measured.map(buildRow),
  };
  if (thousand === undefined || tenThousand === undefined) return [builds];
  return [builds, growth(thousand, tenThousand), memoryOf(tenThousand)];
}
