import { describe, expect, it } from 'vitest';
import { bindWords, type TextKind } from './bound-words.ts';

/** A text with its no-break spaces as `~`. */
const shown = (text: string): string => text.replaceAll('\u00a0', '~');

/** A text that does not end its paragraph. */
const inside = (text: string, kind: TextKind): string => bindWords([text], kind, false).join('');
const bindEnd = (pieces: readonly string[], kind: TextKind): string[] =>
  bindWords(pieces, kind, true);

describe('words that stay on one line', () => {
  it.each([
    ['on 25 January 2017', 'on~25~January~2017'],
    ['on 15 and 16 February 2017.', 'on~15 and~16~February~2017.'],
    ['It opened in 1961. They ran it', 'It opened in~1961. They ran it'],
    ['in 1962 with others', 'in~1962 with others'],
    ['they ran 5 km', 'they ran~5~km'],
    ['op 15 en 16 februari 2017', 'op~15 en~16~februari~2017'],
    ['kept until 15–16 February 2017.', 'kept until 15–16~February~2017.'],
    ['a hangar of 1,200 m².', 'a hangar of~1,200~m².'],
    ['more than 30,000 people left', 'more than~30,000~people left'],
    ['2516 BB The Hague', '2516~BB~The~Hague'],
    ['Call +31 70 353 5353 now', 'Call +31~70~353~5353~now'],
    ['a share of 30 % of them', 'a share of~30~% of them'],
    ['at € 40 a day', 'at €~40~a day'],
    ['Jozias van Aartsen, Mayor of The Hague, is', 'Jozias~van~Aartsen, Mayor~of~The~Hague, is'],
    ['at The Hague, the Netherlands.', 'at~The~Hague, the~Netherlands.'],
    ['as J. Smith says', 'as~J.~Smith says'],
    ['09:30 – 10:00', '09:30~–~10:00'],
  ])('binds %s', (text, bound) => {
    expect(shown(inside(text, 'prose'))).toBe(bound);
  });

  it.each([
    'It opened in time. They came back.',
    'They left. Two came back, and then more of them.',
    'the participation of practitioners and experts',
  ])('leaves %s as it is', (text) => {
    expect(inside(text, 'prose')).toBe(text);
  });

  it('never makes more than a phone shows on one line', () => {
    const text = 'the Coordinator for Security and Counterterrorism 2017';
    for (const run of inside(text, 'prose').split(' ')) expect(run.length).toBeLessThanOrEqual(22);
    const heading = inside('The Mayor of The Hague and Returning Foreign Fighters', 'heading');
    for (const run of heading.split(' ')) expect(run.length).toBeLessThanOrEqual(17);
  });

  it('breaks a title before its short words', () => {
    const name = 'International Conference on Returning Foreign Terrorist Fighters';
    expect(shown(inside(name, 'title'))).toContain('Conference on~Returning');
  });
});

describe('the end of a paragraph', () => {
  it('has no short word alone on its last line', () => {
    expect(
      bindEnd(['The city and its partners must be prepared for it.'], 'prose').map(shown),
    ).toEqual(['The city and its partners must be prepared~for~it.']);
  });

  it('is kept in a short heading, too', () => {
    expect(bindEnd(['What registration asks'], 'prose').map(shown)).toEqual([
      'What registration~asks',
    ]);
  });

  it('does not leave the longest of short words alone', () => {
    expect(bindEnd(['Its speakers are to be announced.'], 'prose').map(shown)).toEqual([
      'Its speakers are to be~announced.',
    ]);
  });

  it('comes before the words that a heading had better keep together', () => {
    const heading = ['What the registration asks'];
    expect(bindEnd(heading, 'heading').map(shown)).toEqual(['What the registration~asks']);
  });

  it('counts the words of links and marks', () => {
    const pieces = ['The issues are set out in ', 'The challenge', ', and so on.'];
    expect(bindEnd(pieces, 'prose').map(shown)).toEqual([
      'The issues are set out in ',
      'The challenge',
      ', and~so~on.',
    ]);
  });

  it('binds no space before or after the words of a link', () => {
    const pieces = [' ', 'Add to your calendar ', ' ', ''];
    expect(bindEnd(pieces, 'prose').map(shown)).toEqual([' ', 'Add to your~calendar ', ' ', '']);
    expect(bindEnd(['See all of ', ' them'], 'prose').map(shown)).toEqual(['See all~of~', 'them']);
  });

  it('stays as it is if its last word is long enough', () => {
    const text = 'The city prepares itself for rehabilitation.';
    expect(bindEnd([text], 'prose')).toEqual([text]);
  });
});
