import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  answers,
  definition,
  event as shipped,
  formPost,
  openSample,
  type Sample,
} from '../testing/endpoint.fixture.ts';
import { sample as registration } from '../testing/store.fixture.ts';
import { schemaVersion } from '../store/sqlite/migrations.ts';
import { examine } from './doctor.ts';
import { mailWork } from './mail.ts';

const { clock: _, ...event } = shipped;
const content = { event, definition, offeredSessions: {} };

let sample: Sample;

beforeEach(async () => {
  sample = await openSample();
  await sample.store.add(registration(1));
});
afterEach(() => sample.clear());

function examined(moment: string) {
  return examine(content, `${sample.folder}/registrations.sqlite`, Date.parse(moment));
}

it('finds a sound database sound, and says how much it holds', async () => {
  const { text, sound } = await examined('2017-01-16T09:00:00Z');
  expect(sound).toBe(true);
  expect(text.split('\n').slice(1, 6)).toEqual([
    `schema: ${schemaVersion}`,
    'integrity: ok',
    'registrations: 1',
    'of these, with answers marked for early deletion: 1',
    'of these, from an older release with all answers in one piece: 0',
  ]);
});

it.each([
  ['2017-02-23T09:00:00Z', () => sample.store.deleteFirst()],
  ['2017-03-16T09:00:00Z', () => sample.store.deleteAll()],
])('finds at %s what is due and still there, until it is gone', async (moment, purge) => {
  const before = await examined(moment);
  expect(before.sound).toBe(false);
  expect(before.text).toContain('Something is due for deletion and still there.');
  await purge();
  const after = await examined(moment);
  expect(after.sound).toBe(true);
  expect(after.text).toContain('Everything that was due for deletion is gone.');
});

it('finds a guest whose name or address stands in the files of the database', async () => {
  const moment = Date.parse('2017-01-16T09:00:00Z');
  const path = `${sample.folder}/registrations.sqlite`;
  await sample.store.deleteAll();
  expect((await sample.send(formPost(answers))).status).toBe(303);
  const look = { definition, identities: [sample.identity] };
  const before = await examine(content, path, moment, look);
  expect(before.sound).toBe(true);
  expect(before.text).toContain('clear text: the name or address of 0 of 1 guests\n');
  await sample.store.raise(`a count by ${answers.email}`);
  const { text, sound } = await examine(content, path, moment, look);
  expect(sound).toBe(false);
  const [held] = await sample.store.list();
  expect(text).toContain(`\n${held?.reference} is unsealed in the files of the database.\n`);
});

it('finds a mail that failed, until it is tried again', async () => {
  await sample.store.add({ ...registration(2), contact: Uint8Array.of(1) });
  const now = Date.parse('2017-01-16T09:00:00Z');
  const mail = await sample.store.outbox.claim(now);
  if (mail !== undefined) await sample.store.outbox.fail(mail);
  const { text, sound } = await examined('2017-01-16T09:00:00Z');
  expect(sound).toBe(false);
  expect(text).toContain('mails failed: 1\n0000-0002: received, tried 1 times');
  expect(await mailWork(sample.store, true, now)).toBe(
    'to be tried again: 1\nmails waiting: 1, since 2017-01-16 09:00 UTC',
  );
  expect((await examined('2017-01-16T09:00:00Z')).sound).toBe(true);
});
