import { afterEach, beforeEach, expect, it } from 'vitest';
import { event as shipped, openSample, type Sample } from '../../endpoint.sample.ts';
import { sample as registration } from '../../store.sample.ts';
import { examine } from './doctor.ts';

const { clock: _, ...event } = shipped;

let sample: Sample;

beforeEach(async () => {
  sample = await openSample();
  await sample.store.add(registration(1));
});
afterEach(() => sample.clear());

function examined(moment: string) {
  return examine(event, `${sample.folder}/registrations.sqlite`, Date.parse(moment));
}

it('finds a sound database sound, and says how much it holds', async () => {
  const { text, sound } = await examined('2017-01-16T09:00:00Z');
  expect(sound).toBe(true);
  expect(text.split('\n').slice(1, 6)).toEqual([
    'schema: 4',
    'integrity: ok',
    'registrations: 1',
    'of these with answers that go first: 1',
    'of these from an older release, with all answers in one piece: 0',
  ]);
});

it.each([
  ['2017-02-23T09:00:00Z', () => sample.store.deleteFirst()],
  ['2017-03-16T09:00:00Z', () => sample.store.deleteAll()],
])('finds at %s what is due and still there, until it is gone', async (moment, purge) => {
  const before = await examined(moment);
  expect(before.sound).toBe(false);
  expect(before.text).toContain('Something is due to be deleted and still there.');
  await purge();
  const after = await examined(moment);
  expect(after.sound).toBe(true);
  expect(after.text).toContain('What was due to be deleted is gone.');
});
