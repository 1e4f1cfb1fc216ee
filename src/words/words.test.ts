import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readWords, spokenLanguages, wordsOf, wordsShape } from './read-words.ts';
import { declarationOf, parseGroup, withWords, wordsSchema } from './shape.ts';
import { piecesOf, say, sayCount } from './text.ts';

const shape = parseGroup({
  language: 'en',
  page: { skip: 'Skip', seen: 'Seen on {date}' },
  results: { one: 'One result', other: '{count} results for {query}' },
});

describe('the words of a language', () => {
  it.each(spokenLanguages())(
    'say everything that the English ones say, and no more: %s',
    (language) => {
      const { error } = wordsSchema(wordsShape(), 'all').safeParse(wordsOf(language));
      expect(error?.issues ?? []).toEqual([]);
    },
  );

  it.each(spokenLanguages())(
    'are whole, also where they hold the sign of a remark: %s',
    (language) => {
      const lines = readFileSync(join(import.meta.dirname, `${language}.yaml`), 'utf8').split('\n');
      expect(lines.filter((line) => /^\s*[\w-]+: [^'"|>#].* #/.test(line))).toEqual([]);
    },
  );

  it('are the English ones where the product does not speak a language yet', () => {
    expect(readWords('ga')).toEqual(readWords('en'));
    expect(readWords('nl-BE').page.search).toBe('Zoeken');
  });

  it('may be said otherwise by the content, one by one', () => {
    const words = readWords('en', { page: { search: 'Find' } });
    expect(words.page.search).toBe('Find');
    expect(words.page.menu).toBe('Menu');
  });
});

describe('the shape of words', () => {
  it.each([
    ['an unknown key', { page: { skipp: 'Skip' } }],
    ['an unknown name between braces', { page: { seen: 'Seen on {day}' } }],
    ['a plural without "other"', { results: { one: 'One result' } }],
    ['a text where a group is needed', { page: 'Skip' }],
  ])('refuses %s', (_, own) => {
    expect(wordsSchema(shape, 'some').safeParse(own).success).toBe(false);
  });

  it('lets some keys be left out, or none', () => {
    expect(wordsSchema(shape, 'some').safeParse({ page: { skip: 'Over' } }).success).toBe(true);
    expect(wordsSchema(shape, 'all').safeParse({ page: { skip: 'Over' } }).success).toBe(false);
  });

  it('replaces the plural forms of a text together', () => {
    const own = { results: { other: '{count}' } };
    expect(withWords(shape, own)['results']).toEqual({ other: '{count}' });
  });

  it('declares each text with the names that it needs', () => {
    const declared = declarationOf(shape, './text.ts');
    expect(declared).toContain("readonly 'skip': Text;");
    expect(declared).toContain("readonly 'seen': Text<'date'>;");
    expect(declared).toContain("readonly 'results': Plural<'count' | 'query'>;");
  });
});

describe('a text', () => {
  it('takes its values, which are not read again', () => {
    expect(say('{one} and {two}', { one: '{two}', two: '2' })).toBe('{two} and 2');
  });

  it.each([
    ['en', 1, 'One change'],
    ['en', 1200, '1,200 changes'],
    ['nl', 1200, '1.200 changes'],
  ])('counts as its language does: %s, %i', (language, count, said) => {
    const plural = { one: 'One change', other: '{count} changes' };
    expect(sayCount(language, plural, count, {})).toBe(said);
  });

  it('falls apart into its links and what stands between them', () => {
    expect(piecesOf('See [the programme](programme) or [search](search).')).toEqual([
      { text: 'See ' },
      { text: 'the programme', link: 'programme' },
      { text: ' or ' },
      { text: 'search', link: 'search' },
      { text: '.' },
    ]);
  });
});
