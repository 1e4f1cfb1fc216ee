import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { titlesIn } from './test-titles.ts';

const file = 'tests/FAULTS.md';

interface Row {
  /** What comes in and what happens, as written. */
  readonly said: string;
  /** The tests that prove it, with the titles of their groups. */
  readonly proofs: readonly string[];
}

const onOneLine = (text: string) => text.trim().replaceAll(/\s+/g, ' ');

/**
 * The rows of a catalogue: a list below each kind's heading, with each row's tests as a nested
 * list.
 */
function rowsOf(catalogue: string): Row[] {
  const [, ...kinds] = catalogue.split(/^## .*$/m);
  return kinds.flatMap((kind) => {
    const [before = '', ...rows] = kind.split(/^- /m);
    const stray: Row[] = before.trim() === '' ? [] : [{ said: onOneLine(before), proofs: [] }];
    return stray.concat(
      rows.map((row) => {
        const [said = '', ...proofs] = row.split(/^ {2}- /m);
        return { said: onOneLine(said), proofs: proofs.map(onOneLine) };
      }),
    );
  });
}

/** The mistakes in a catalogue, given the titles of all tests. */
function mistakesOf(catalogue: string, titles: ReadonlySet<string>): string[] {
  const known = new Set<string>();
  return rowsOf(catalogue).flatMap(({ said, proofs }) => {
    const mistakes: string[] = [];
    const [, input = said] = /^\*\*([^*].*)\*\* → \S/.exec(said) ?? [];
    if (input === said) mistakes.push('is not “**what comes in** → what happens”');
    if (known.has(input)) mistakes.push('is there twice');
    known.add(input);
    if (proofs.length === 0) mistakes.push('names no test');
    for (const proof of proofs) {
      if (!/^`[^`]+`( › `[^`]+`)*$/.test(proof))
        mistakes.push(`does not write ${proof} as \`title\``);
      else if (!titles.has(proof)) mistakes.push(`names ${proof}, which no test has for its title`);
    }
    return mistakes.map((mistake) => `${said} ${mistake}`);
  });
}

describe('the catalogue of faults', () => {
  it('has a hundred rows and more, and tests for each', async () => {
    const catalogue = readFileSync(file, 'utf8');
    const titles = new Set<string>();
    for await (const tests of glob('{src,tests}/**/*.{test,spec,contract}.ts')) {
      for (const title of titlesIn(readFileSync(tests, 'utf8'))) titles.add(title);
    }
    expect(rowsOf(catalogue).length).toBeGreaterThanOrEqual(100);
    expect(mistakesOf(catalogue, titles)).toEqual([]);
  });
});

describe('the check of a catalogue', () => {
  const titles = titlesIn(`
    describe.skipIf(!there)('a door', () => {
      it('is shut', () => {});
      it.each(['a', 'b'])('opens for %s', () => {});
      it.skip('is painted', () => {});
      for (const day of days) test(\`rings on \${day.name}s\`, { timeout: 1 }, () => {});
    });
    describe('an empty room', () => {});
    describe.skip('a cellar', () => {
      it('is dry', () => {});
    });
    export function contract(name: string): void {
      describe(name, () => {
        it('locks', () => {});
      });
    }
    test.describe('a window', () => {
      test('has "glass"', () => {});
    });
    // it('is only said', () => {});
  `);

  it('sees the tests that are run, and the groups that have any', () => {
    expect([...titles]).toEqual([
      '`a door`',
      '`a door` › `is shut`',
      '`a door` › `opens for %s`',
      '`a door` › `rings on ${…}s`',
      '`locks`',
      '`a window`',
      '`a window` › `has "glass"`',
    ]);
  });

  const row = '- **Wind** → It stays shut.\n  - `a door` ›\n    `is shut`\n';

  it('finds nothing wrong where every row has its tests', () => {
    const other = '- **A guest,\n  and a key** → It opens.\n  - `a door`\n  - `locks`\n';
    expect(mistakesOf(`# Faults\n\n- Free.\n\n## Doors\n\n${row}${other}`, titles)).toEqual([]);
  });

  it.each([
    ['- **Rain** → Dry.\n', '**Rain** → Dry. names no test'],
    [
      '- **Rain** → Dry.\n  - `is shut`\n',
      '**Rain** → Dry. names `is shut`, which no test has for its title',
    ],
    [
      '- **Rain** → Dry.\n  - `a cellar`\n',
      '**Rain** → Dry. names `a cellar`, which no test has for its title',
    ],
    ['- **Rain** → Dry.\n  - is shut\n', '**Rain** → Dry. does not write is shut as `title`'],
    ['- **Rain** →\n  - `a door`\n', '**Rain** → is not “**what comes in** → what happens”'],
    ['- Rain → Dry.\n  - `a door`\n', 'Rain → Dry. is not “**what comes in** → what happens”'],
    ['- **Wind** → It opens.\n  - `a door`\n', '**Wind** → It opens. is there twice'],
  ])('finds the mistake in %j', (planted, mistake) => {
    expect(mistakesOf(`# Faults\n\n## Doors\n\n${row}${planted}`, titles)).toEqual([mistake]);
  });

  it('finds a row that is not in the list', () => {
    const planted = `## Doors\n\n**Rain** → Dry.\n\n${row}`;
    expect(mistakesOf(planted, titles)).toEqual(['**Rain** → Dry. names no test']);
  });
});
