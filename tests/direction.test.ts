import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rooms } from './rooms.ts';

/** The imports of a file: paths below `src/`, and names of packages. */
interface Source {
  readonly file: string;
  readonly files: readonly string[];
  readonly packages: readonly string[];
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s*['"]([^'"]+)['"]|import\s*\(?\s*['"]([^'"]+)['"]/g;

function isLocal(target: string): boolean {
  return target.startsWith('.');
}

/** Reads the imports of a file in `src/`, types included. */
function sourceOf(file: string, text: string): Source {
  const targets = Array.from(text.matchAll(IMPORT), ([, named, bare]) =>
    (named ?? bare ?? '').replace(/\?.*$/, ''),
  );
  const files = targets
    .filter((target) => isLocal(target))
    .map((target) => join(dirname(file), target));
  return { file, files, packages: targets.filter((target) => !isLocal(target)) };
}

async function readSources(): Promise<readonly Source[]> {
  const files = await Array.fromAsync(glob(['src/**/*.{ts,astro}', 'src/pages/.*/*.ts']));
  return files
    .filter((name) => !/\.(test|contract|fixture|child)\.ts$/.test(name))
    .map((name) => sourceOf(relative('src', name), readFileSync(name, 'utf8')));
}

/** The room of a file. Folders of pages are parts of addresses, so all pages are one room. */
function roomOf(file: string): string {
  return dirname(file).replace(/^pages\/.*/, 'pages');
}

/** Each import that the table of rooms forbids. */
function strays(sources: readonly Source[]): string[] {
  return sources.flatMap(({ file, files, packages }) => {
    const room = roomOf(file);
    const { folders, packages: allowed = /^/ } = rooms[room] ?? { folders: [] };
    const beyond = files.filter((of) => roomOf(of) !== room && !folders.includes(roomOf(of)));
    return [...beyond, ...packages.filter((name) => !allowed.test(name))].map(
      (of) => `${file} imports ${of}`,
    );
  });
}

/** Each circle in a graph, as the names along it. */
function circles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const done = new Set<string>();
  const found: string[][] = [];
  function visit(name: string, way: readonly string[]): void {
    const at = way.indexOf(name);
    if (at >= 0) found.push([...way.slice(at), name]);
    if (at >= 0 || done.has(name)) return;
    for (const next of graph.get(name) ?? []) visit(next, [...way, name]);
    done.add(name);
  }
  for (const name of graph.keys()) visit(name, []);
  return found;
}

function fileGraph(sources: readonly Source[]): Map<string, readonly string[]> {
  return new Map(sources.map(({ file, files }) => [file, files]));
}

function folderGraph(sources: readonly Source[]): Map<string, string[]> {
  const graph = new Map<string, string[]>();
  for (const { file, files } of sources) {
    const room = roomOf(file);
    const others = files.map((of) => roomOf(of)).filter((of) => of !== room);
    graph.set(room, [...(graph.get(room) ?? []), ...others]);
  }
  return graph;
}

const sources = await readSources();

describe('the direction of imports', () => {
  it('has a row in the table for each folder that holds code, and no other row', () => {
    const folders = new Set(sources.map(({ file }) => roomOf(file)));
    expect(Object.keys(rooms).toSorted()).toEqual([...folders].toSorted());
  });

  it('follows the table', () => {
    expect(strays(sources)).toEqual([]);
  });

  it('allows nothing that no file needs', () => {
    const graph = folderGraph(sources);
    const idle = Object.entries(rooms).flatMap(([room, { folders }]) =>
      folders.filter((of) => !graph.get(room)?.includes(of)).map((of) => `${room} imports ${of}`),
    );
    expect(idle).toEqual([]);
  });

  it('has no circle of folders', () => {
    expect(circles(folderGraph(sources))).toEqual([]);
  });

  it('has no circle of files', () => {
    expect(circles(fileGraph(sources))).toEqual([]);
  });

  it('keeps at most sixteen source files beside each other', () => {
    const counts = Map.groupBy(sources, ({ file }) => dirname(file));
    const crowded = [...counts].filter(([, files]) => files.length > 16);
    expect(crowded.map(([room, files]) => `${room} holds ${files.length}`)).toEqual([]);
  });
});

describe('a planted violation', () => {
  it('is told, where a file imports a folder against the table', () => {
    const planted = sourceOf('event/planted.ts', "import type { Store } from '../pages/x.ts';");
    expect(strays([planted])).toEqual(['event/planted.ts imports pages/x.ts']);
  });

  it('is told, where a file imports a package that its folder does without', () => {
    const planted = sourceOf('event/planted.ts', "import { Hono } from 'hono';");
    expect(strays([planted])).toEqual(['event/planted.ts imports hono']);
  });

  it('is told, where types go round in a circle', () => {
    const planted = [
      sourceOf('a/one.ts', "import type { Two } from '../b/two.ts';"),
      sourceOf('b/two.ts', "export { three } from '../c/three.ts';"),
      sourceOf('c/three.ts', "const one = await import('../a/one.ts');"),
    ];
    expect(circles(fileGraph(planted))).toEqual([
      ['a/one.ts', 'b/two.ts', 'c/three.ts', 'a/one.ts'],
    ]);
    expect(circles(folderGraph(planted))).toEqual([['a', 'b', 'c', 'a']]);
  });
});
