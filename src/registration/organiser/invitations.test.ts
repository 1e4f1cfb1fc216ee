import { execFile } from 'node:child_process';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventNow } from '../../event/phase.ts';
import { readCsv } from '../testing/csv.fixture.ts';
import { definitionSchema } from '../form/definition.ts';
import {
  answers,
  definition as shipped,
  event,
  formPost,
  openSample,
  together,
  type Sample,
} from '../testing/endpoint.fixture.ts';
import { bytesIn } from '../store/testing/database-files.fixture.ts';
import { invitationLines, revokeInvitations } from './invitations.ts';
import { invite } from './invite.ts';
import type { Inviting } from './invitation-codes.ts';
import { keyedHash } from '../hosts/process/keyed-hash.ts';

const tool = join(import.meta.dirname, 'registrations.ts');
const definition = definitionSchema.parse({ ...shipped, access: 'invitation' });
const secret = 'a secret for the tests, of 32 characters';
const now = eventNow(event);

let sample: Sample;
let file: string;
let work: Inviting;

beforeEach(async () => {
  sample = await openSample({ definition });
  file = join(sample.folder, 'guests.txt');
  await writeFile(file, '\uFEFFada@example.org\r\n\r\n=Grace Canary\r\n');
  work = { store: sample.store, hash: sample.endpoint.hash, event, deployment: together };
});
afterEach(() => sample.clear());

async function codes(): Promise<string[][]> {
  const [, ...rows] = readCsv(await readFile(join(sample.folder, 'guests-codes.csv'), 'utf8'));
  return rows;
}

const send = (code = '', email: string = answers.email) =>
  sample.send(formPost({ ...answers, email, 'invitation-code': code }));

/** Runs the organisers' command on the sample's database. */
async function command(words: readonly string[], environment: Readonly<Record<string, string>>) {
  const database = ['--database', join(sample.folder, 'registrations.sqlite')];
  const run = promisify(execFile);
  return (await run(process.execPath, [tool, ...words, ...database], { env: environment })).stdout;
}

describe('invitations for the lines of a file', () => {
  it('stand in a file for its owner alone, and let each guest in once', async () => {
    const list = join(sample.folder, 'guests-codes.csv');
    expect(await invite(work, file)).toEqual({
      text: `Invitations made: 2. Their codes are in ${list}, and nowhere else.`,
      notes: [],
      done: true,
    });
    expect((await stat(list)).mode & 0o777).toBe(0o600);
    const [ada = [], grace = []] = await codes();
    expect(ada).toEqual([
      '1',
      '',
      'ada@example.org',
      expect.stringMatching(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/),
      `https://example.org/register/#${ada[3]}`,
    ]);
    expect(grace[1]).toBe("'=Grace Canary");
    expect((await send(ada[3])).status).toBe(303);
    expect((await send(grace[3], 'grace@example.org')).status).toBe(303);
    expect(await sample.store.list()).toMatchObject([
      { state: 'confirmed' },
      { state: 'confirmed' },
    ]);
  });

  it('leave neither codes nor addresses in the database', async () => {
    await invite(work, file);
    const [[, , , code = ''] = []] = await codes();
    const database = await readFile(join(sample.folder, 'registrations.sqlite'));
    const log = await readFile(join(sample.folder, 'registrations.sqlite-wal'));
    const text = Buffer.concat([database, log]).toString('latin1');
    expect((await bytesIn(sample.folder)).includes(code)).toBe(true);
    for (const word of [code, code.replaceAll('-', ''), 'ada@example', 'Canary']) {
      expect(text).not.toContain(word);
    }
  });

  it('are worth nothing at another event', async () => {
    await invite({ ...work, hash: keyedHash('the secret of another event, 32 characters') }, file);
    const [[, , , code] = []] = await codes();
    expect((await send(code)).status).toBe(403);
  });

  it('are not made where there is a list of that name, which stays', async () => {
    const list = join(sample.folder, 'guests-codes.csv');
    await writeFile(list, 'mine');
    await expect(invite(work, file)).rejects.toThrow('already exists and is unchanged.');
    expect(await readFile(list, 'utf8')).toBe('mine');
    expect(await sample.store.invitations()).toEqual([]);
  });

  it('are not made where a line is no address, or a day is none', async () => {
    await writeFile(file, 'Ada\nada@@example.org\n');
    await expect(invite(work, file)).rejects.toThrow(`${file}:2: this is not an e-mail address.`);
    await expect(invite(work, file, '31-01-2017')).rejects.toThrow('--expires is "31-01-2017".');
    await writeFile(file, 'Ada\n');
    await expect(invite(work, file, '2017-01-15')).rejects.toThrow(
      '2017-01-15, which is in the past.',
    );
    expect(await sample.store.invitations()).toEqual([]);
  });

  it('are listed with their state, and revoked by their numbers', async () => {
    await writeFile(file, 'ada@example.org\nBea\nCleo\n');
    await invite(work, file, '2017-01-31');
    const [[, , , code] = []] = await codes();
    await send(code);
    expect(await revokeInvitations(sample.store, ['2', '9'])).toEqual({
      text: '2: revoked.\n9: there is no invitation with this number.',
      done: false,
    });
    const [held] = await sample.store.list();
    expect(await invitationLines(sample.store, event, now)).toBe(
      `1: used by ${held?.reference}, tied to an e-mail address\n2: revoked\n3: open until 2017-01-31`,
    );
    const later = Date.UTC(2017, 0, 31, 23);
    expect(await invitationLines(sample.store, event, later)).toMatch(/\n3: expired$/);
    await expect(revokeInvitations(sample.store, ['7K3Q'])).rejects.toThrow(
      '"7K3Q" is not the number of an invitation.',
    );
  });
});

describe('the organisers’ command', () => {
  it('makes, lists and revokes invitations with the secret of the server', async () => {
    const site = { REGISTRATION_SECRET: secret, SITE_URL: 'https://example.org/' };
    expect(await command(['invite', file], site)).toContain('Invitations made: 2.');
    const [[, , , code] = []] = await codes();
    expect((await send(code)).status).toBe(303);
    expect(await command(['invite', '--revoke', '2'], {})).toBe('2: revoked.\n');
    expect(await command(['invite'], {})).toMatch(/^1: used by .*\n2: revoked\n$/);
  });

  it('makes none without that secret', async () => {
    await expect(command(['invite', file], {})).rejects.toThrow('REGISTRATION_SECRET is not set');
    expect(await sample.store.invitations()).toEqual([]);
  });

  it('exports nothing from the database without a private key', async () => {
    await invite(work, file);
    const [[, , , code] = []] = await codes();
    await send(code);
    const list = join(sample.folder, 'all.csv');
    const key = ['--key', join(sample.folder, 'missing.key')];
    await expect(command(['export', list, ...key], {})).rejects.toThrow(/missing\.key/);
    await expect(stat(list)).rejects.toThrow('ENOENT');
  });
});
