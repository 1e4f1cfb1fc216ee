import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealTo } from '../seal/seal.ts';
import { answers, jsonPost, openSample, type Sample } from '../testing/endpoint.fixture.ts';
import { withWaitingList } from '../testing/waiting-list.fixture.ts';
import { readCsv } from '../testing/csv.fixture.ts';
import { contactSeal } from '../seal/contact.ts';

const tool = join(import.meta.dirname, 'registrations.ts');
const definition = withWaitingList(1);
let sample: Sample;
let references: readonly string[];

/** What the command prints on the sample's database, and its exit status. */
function run(...words: string[]): Promise<{ text: string; status: unknown }> {
  const key = ['--key', join(sample.folder, 'organiser.key')];
  const database = ['--database', join(sample.folder, 'registrations.sqlite')];
  return new Promise((done) => {
    execFile(process.execPath, [tool, ...words, ...key, ...database], (error, out, err) =>
      done({ text: out + err, status: error === null ? 0 : error.code }),
    );
  });
}

beforeAll(async () => {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  const sealContact = contactSeal(await identityToRecipient(await generateX25519Identity()));
  // Later each time, as one network sends few in ten minutes.
  let clock = Date.UTC(2017, 0, 17, 10);
  const now = () => (clock += 5 * 60 * 1000);
  sample = await openSample({
    definition,
    seal: sealTo([recipient], definition),
    sealContact,
    now,
  });
  await writeFile(join(sample.folder, 'organiser.key'), identity);
  for (const name of ['Ada', 'Bea', 'Cleo', 'Dora', 'Eva', 'Fay']) {
    const guest = { ...answers, name, email: `${name}@example.org`, 'waiting-list': 'yes' };
    expect((await sample.send(jsonPost(guest))).status).toBe(201);
  }
  references = (await sample.store.list()).map(({ reference }) => reference);
  const [, bea = '', cleo = '', dora = '', eva = ''] = references;
  const file = new DatabaseSync(join(sample.folder, 'registrations.sqlite'));
  const set = (sql: string, reference: string) =>
    file.prepare(`UPDATE ${sql} WHERE reference = ?`).run(reference);
  set("registration SET state = 'invited'", bea);
  set('registration SET sealed = zeroblob(100)', cleo);
  set("claim SET standing = 'lent'", dora);
  set("claim SET standing = 'given-up'", eva);
  file.close();
});
afterAll(() => sample.clear());

const unread = () =>
  `6 registrations: 3 read, 3 not: ` +
  `${references[3]} (the standing of field_visit/yes in the database is "lent", ` +
  `which this release does not know), ` +
  `${references[1]} (the state in the database is "invited", which this release does not know), ` +
  `${references[2]} (it is damaged, or sealed to another key).\n`;

describe('registrations that cannot be read', () => {
  it('are named and counted by list, which shows the others', async () => {
    const { text, status } = await run('list');
    expect(status).toBe(3);
    for (const index of [0, 4, 5]) expect(text).toContain(references[index]);
    expect(text).toContain(unread());
  });

  it('are named and counted by an export, which has the others', async () => {
    const file = join(sample.folder, 'guests.csv');
    expect(await run('export', file)).toEqual({
      text: `Registrations in ${file}: 3.\n${unread()}`,
      status: 3,
    });
    const [, ...rows] = readCsv(await readFile(file, 'utf8'));
    expect(rows.map(([reference]) => reference)).toEqual([0, 4, 5].map((one) => references[one]));
    expect(rows.map((row) => row.find((cell) => /^Yes\b.*(place|given)|^Yes$/.test(cell)))).toEqual(
      [
        expect.stringMatching(/^Yes/),
        expect.stringMatching(/\(given up, has no place\)$/),
        expect.stringMatching(/\(waits for a place\)$/),
      ],
    );
  });

  it('are named by count, by doctor and where one is shown', async () => {
    for (const words of [['count'], ['doctor'], ['keys', 'drill']]) {
      const { text, status } = await run(...words);
      expect(status, text).toBe(3);
      expect(text).toContain(references[1]);
      expect(text).toContain(references[3]);
    }
    expect(await run('show', references[1] ?? '')).toEqual({
      text: `${references[1]} cannot be read. The state in the database is "invited", which this release does not know.\n`,
      status: 1,
    });
  });

  it('hold up no mail but their own', async () => {
    const due: string[] = [];
    for (;;) {
      const mail = await sample.store.outbox.claim(Date.UTC(2017, 0, 18));
      if (mail === undefined) break;
      due.push(mail.reference);
      await sample.store.outbox.taken(mail);
    }
    expect(due).toEqual(references.filter((one) => one !== references[1]));
  });
});

describe('a choice with a waiting list', () => {
  it('is listed for those alone who wait', async () => {
    const { text } = await run('list', '--state', 'waiting');
    const [, ...lines] = text
      .split('\n')
      .filter((line) => /^[0-9A-Z]{4}-[0-9A-Z]{4} {2}/.test(line) || line.startsWith('reference'));
    expect(lines.map((line) => line.slice(0, 9))).toEqual([references[5]]);
    expect((await run('list', '--state', 'wating')).text).toBe(
      '--state is "wating". Write one of: received, under-review, confirmed, declined, withdrawn, deletion-asked, waiting.\n',
    );
  });

  it('is said to be given up, in the list and where one is shown', async () => {
    expect((await run('list')).text).toMatch(/field_visit\/yes: given up, has no place/);
    const { text, status } = await run('show', references[4] ?? '');
    expect(text).toContain('place of field_visit/yes: given up, has no place');
    expect(status).toBe(0);
  });
});
