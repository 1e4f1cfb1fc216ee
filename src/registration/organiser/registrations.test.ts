import { execFile } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';

const tool = join(import.meta.dirname, 'registrations.ts');

/** What the command prints and its exit status. */
function run(...words: string[]): Promise<{ text: string; status: unknown }> {
  return new Promise((done) => {
    execFile(process.execPath, [tool, ...words], (error, out, err) =>
      done({ text: out + err, status: error === null ? 0 : error.code }),
    );
  });
}

describe('a command that is not written as it should be', () => {
  it.each([
    [['lits'], 'There is no command "lits". Did you mean "list"? --help explains each.\n'],
    [['list', '--stat', 'received'], 'There is no option "--stat". Did you mean "--state"?\n'],
    [['list', '--state'], '--state needs a value after it.\n'],
    [['show'], /^"show" needs REFERENCE after it\.\n\n.*-- show REFERENCE .*\n$/],
    [
      ['export'],
      /^"export" needs FILE after it[^]*-- export FILE .*\n.*FILE\.xlsx or FILE\.json.*\n$/,
    ],
    [['list', 'now'], /^"list now" is not how it is written:\n\n.*-- list .*\n$/],
    [['keys', 'mak'], /^"keys mak" is not how it is written:\n\n[^]*-- keys rotate-mail .*\n$/],
  ])('is answered with what is wrong and how it is written: %j', async (words, said) => {
    const { text, status } = await run(...words);
    expect(text).toEqual(typeof said === 'string' ? said : expect.stringMatching(said));
    expect(status).toBe(1);
  });
});

it('explains one command alone', async () => {
  const { text, status } = await run('invite', '--help');
  expect(text.match(/ -- \w+/g)).toEqual([' -- invite', ' -- invite']);
  expect(status).toBe(0);
});
