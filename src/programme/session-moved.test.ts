import { expect, test } from 'vitest';
import { moveFault } from './session-moved.ts';

const since = '2017-02-01';

test.each([
  [{}],
  [{ moved: { room: 'Room A', since } }],
  [{ moved: { start: '2017-02-15T09:30', since } }],
  [{ moved: { start: '2016-01-01T09:30+01:00', since } }],
  [{ day: '2017-02-15', moved: { start: '09:30', since } }],
  [{ start: '2017-02-15T10:30', moved: { start: '09:30', since } }],
])('takes %j', (written) => {
  expect(moveFault(written)).toBeUndefined();
});

test('asks for the date of a previous start whose day is not known', () => {
  expect(moveFault({ start: '10:30', moved: { start: '09:30', since } })).toEqual({
    path: ['moved', 'start'],
    what: 'the previous start is a time without a day',
    remedy: 'Write its date before it, as in 2017-02-15T09:30.',
  });
});

test('refuses a previous start on a date that does not exist', () => {
  expect(moveFault({ moved: { start: '2017-02-30T09:30', since } })?.what).toBe(
    '"2017-02-30" is not a real date',
  );
});
