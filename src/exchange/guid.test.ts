import { describe, expect, it } from 'vitest';
import { eventGuid, guidOf, sessionGuid, speakerGuid } from './guid.ts';
import { madeUpEvent } from './testing/made-up-event.fixture.ts';
import { numbersOf } from './numbers.ts';

const v5 = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('a UUID made of names', () => {
  it('is the one that RFC 9562 gives as its example of version 5', () => {
    const domains = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
    expect(guidOf(domains, 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });

  it('stays what it was when the project first gave it', () => {
    expect(eventGuid({ id: 'quays2017' })).toBe('e537f8c9-a6dd-5107-9279-6ae141207664');
    expect(sessionGuid({ id: 'quays2017' }, { id: 'opening-1f' })).toBe(
      '2a735df8-9c80-5df3-9077-12d2ae9e7029',
    );
  });

  it('differs between events, sessions and speakers of one name', () => {
    const guids = [
      eventGuid({ id: 'quays2017' }),
      sessionGuid({ id: 'quays2017' }, { id: 'quays2017' }),
      sessionGuid({ id: 'quays2018' }, { id: 'quays2017' }),
      speakerGuid({ id: 'quays2017' }, { slug: 'quays2017', name: 'Ada' }),
    ];
    expect(new Set(guids).size).toBe(guids.length);
    for (const guid of guids) expect(guid).toMatch(v5);
  });

  it('is the id of a session that already is one', () => {
    const id = '8079583e-8321-406c-95af-fd2903a5f075';
    expect(sessionGuid(madeUpEvent, { id })).toBe(id);
    expect(speakerGuid(madeUpEvent, { id, slug: 'ada', name: 'Ada' })).toBe(id);
  });
});

describe('numbers of UUIDs', () => {
  const alike = [
    '8079583e-8321-406c-95af-fd2903a5f075',
    '8079583e-8321-406c-95af-fd2903a5f076',
    '00000000-8321-406c-95af-fd2903a5f075',
  ];

  it('are positive, below 2³¹, and each one’s own', () => {
    const numbers = [...numbersOf(alike).values()];
    expect(new Set(numbers).size).toBe(alike.length);
    for (const number of numbers) {
      expect(number).toBeGreaterThan(0);
      expect(number).toBeLessThan(2 ** 31);
    }
  });

  it('do not depend on the order', () => {
    const [one, other] = [numbersOf(alike), numbersOf(alike.toReversed())];
    expect(alike.map((guid) => one.get(guid))).toEqual(alike.map((guid) => other.get(guid)));
  });

  it('are the first 31 bits', () => {
    expect(numbersOf(alike).get(alike[0] ?? '')).toBe(0x8079583e >>> 1);
  });
});
