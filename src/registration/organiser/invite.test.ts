import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readCsv } from '../testing/csv.fixture.ts';
import { event, openSample, together, type Sample } from '../testing/endpoint.fixture.ts';
import { deploymentFrom } from '../../delivery/deployment.ts';
import type { Inviting } from './invitation-codes.ts';
import { invite } from './invite.ts';

let sample: Sample;
let file: string;
let codes: string;
let work: Inviting;

beforeEach(async () => {
  sample = await openSample();
  file = join(sample.folder, 'guests.csv');
  codes = join(sample.folder, 'guests-codes.csv');
  work = { store: sample.store, hash: sample.endpoint.hash, event, deployment: together };
  await writeFile(file, 'name,e-mail\nAda,ada@example.org\nBea,bea@example.org\n');
});
afterEach(() => sample.clear());

/** The rows of the codes without their heading. */
async function written(): Promise<string[][]> {
  return readCsv(await readFile(codes, 'utf8')).slice(1);
}

describe('an address that is listed twice or invited already', () => {
  it('gets one invitation, in whatever case it is written, and the lines are named', async () => {
    await invite(work, file);
    const more = join(sample.folder, 'more.csv');
    await writeFile(
      more,
      'e-mail,name\nADA@Example.org,Ada\ncleo@example.org,Cleo\nCleo@example.org,C.\n',
    );
    expect(await invite(work, more)).toEqual({
      text: `Invitations made: 1. Their codes are in ${join(sample.folder, 'more-codes.csv')}, and nowhere else.`,
      notes: [
        `${more}:2: left out, since ADA@Example.org has the invitation 1 already.`,
        `${more}:4: left out, since Cleo@example.org is on line 3 as well.`,
      ],
      done: false,
    });
    expect(await sample.store.invitations()).toHaveLength(3);
  });

  it('gets another one once the first is revoked', async () => {
    await invite(work, file);
    await sample.store.revoke([1]);
    const again = join(sample.folder, 'again.csv');
    await writeFile(again, 'e-mail\nada@example.org\nbea@example.org\n');
    expect((await invite(work, again)).notes).toEqual([
      `${again}:3: left out, since bea@example.org has the invitation 2 already.`,
    ]);
  });

  it('makes no file where nobody is left', async () => {
    await invite(work, file);
    const again = join(sample.folder, 'again.csv');
    await writeFile(again, 'e-mail\nbea@example.org\n');
    expect(await invite(work, again)).toMatchObject({
      text: 'No invitations were made.',
      done: false,
    });
    expect(await readdir(sample.folder)).not.toContain('again-codes.csv');
  });
});

describe('a run that is interrupted', () => {
  it('after its invitations were stored is ended by the next, with the same codes', async () => {
    const storing = sample.store.invite.bind(sample.store);
    vi.spyOn(sample.store, 'invite').mockImplementationOnce(async (invitations) => {
      await storing(invitations);
      throw new Error('Killed.');
    });
    await expect(invite(work, file)).rejects.toThrow('Killed. Run the command again');
    expect(await readdir(sample.folder)).not.toContain('guests-codes.csv');
    const waiting = readCsv(await readFile(`${codes}.pending`, 'utf8'));
    expect((await invite(work, file)).text).toMatch(
      /^An earlier run was interrupted\. The 2 invit/,
    );
    expect(await written()).toEqual(
      waiting.map(([name, address, code], index) => [
        String(index + 1),
        name,
        address,
        code,
        `https://example.org/register/#${code}`,
      ]),
    );
    expect(await readdir(sample.folder)).not.toContain('guests-codes.csv.pending');
    expect(await sample.store.invitations()).toHaveLength(2);
  });

  it('before they were stored leaves no invitation, and is named by the next', async () => {
    vi.spyOn(sample.store, 'invite').mockRejectedValueOnce(new Error('Killed.'));
    await expect(invite(work, file)).rejects.toThrow('Killed.');
    expect(await sample.store.invitations()).toEqual([]);
    await expect(invite(work, file)).rejects.toThrow(
      `${codes}.pending is left from a run that was interrupted before it made invitations`,
    );
  });
});

it('says that links lead to this machine where SITE_URL is not set', async () => {
  const { notes, done } = await invite({ ...work, deployment: deploymentFrom({}) }, file);
  expect(notes).toEqual([
    expect.stringMatching(/^The links lead to http:\/\/localhost:4321\/, which is this machine/),
  ]);
  expect(done).toBe(true);
});
