import { expect, it } from 'vitest';
import type { ListedSession } from './listed-session.ts';
import { clashesOf } from './session-clashes.ts';

const at = (time: string) => Date.parse(`2017-02-15T${time}Z`);

function listed(id: string, changes: Partial<ListedSession> = {}): ListedSession {
  const words = { title: id, path: `/${id}/`, dayInWords: 'Wednesday', hours: '' };
  return { id, ...words, start: at('09:00'), ...changes };
}

it('two marked sessions that begin together without an end clash', () => {
  const [one, other] = [listed('one'), listed('other')];
  expect(clashesOf(one, [one, other])).toEqual([other]);
  expect(clashesOf(other, [one, other])).toEqual([one]);
});

it('a cancelled session and one without a time clash with nothing', () => {
  const one = listed('one');
  const others = [
    listed('cancelled', { cancelled: true }),
    { ...listed('untimed'), start: undefined },
  ];
  const timeless = others.map(({ start, ...rest }) =>
    start === undefined ? rest : { ...rest, start },
  );
  expect(clashesOf(one, [one, ...timeless])).toEqual([]);
  for (const other of timeless) expect(clashesOf(other, [one, other])).toEqual([]);
});
