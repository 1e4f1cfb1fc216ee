import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { changesFeed } from './changes-feed.ts';
import { eventGuid, guidOf, sessionGuid } from './guid.ts';
import {
  made,
  madeUpEvent,
  madeUpSessions,
  madeUpSource,
  sourceOf,
} from './testing/made-up-event.fixture.ts';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  isArray: (name) => ['entry', 'link'].includes(name),
});

describe('the feed of changes', () => {
  const text = changesFeed(madeUpSource);
  const { feed } = parser.parse(text);

  it('is well-formed', async () => {
    expect(await validateXML({ xml: text, normalization: 'format' })).toMatchObject({ errors: [] });
    const torn = await validateXML({ xml: text.replace('</feed>', ''), normalization: 'format' });
    expect(torn.valid).toBe(false);
  });

  it('says whose it is', () => {
    expect(feed).toMatchObject({
      '@xmlns': 'http://www.w3.org/2005/Atom',
      id: `urn:uuid:${eventGuid(madeUpEvent)}`,
      title: 'Changes to the programme: Quays and Cities',
      updated: '2017-10-15T22:00:00Z',
      author: { name: 'Quays and Cities' },
    });
    expect(feed.link).toMatchObject([
      { '@rel': 'self', '@href': 'https://quays.example/2017/programme/changes.atom' },
      { '@rel': 'alternate', '@href': 'https://quays.example/2017/programme/' },
    ]);
  });

  it('tells every change, the newest first', () => {
    expect(feed.entry).toMatchObject([
      { title: 'Fog: a field guide: new', updated: '2017-10-15T22:00:00Z' },
      { title: 'Engines that whisper: cancelled', updated: '2017-10-15T07:30:00Z' },
      {
        title: 'Fire on the quay: moved from 13:00, Chart Room',
        updated: '2017-10-12T14:00:00Z',
        summary:
          'Moved from 13:00, Chart Room. Saturday 28 October 2017, 11:05–11:45, Nowhere time, Sail Room.',
        link: [{ '@href': 'https://quays.example/2017/programme/fire-on-the-quay/' }],
        category: { '@term': 'moved' },
      },
    ]);
  });

  it('knows a change again by the session, its kind and its moment', () => {
    const guid = sessionGuid(madeUpEvent, { id: 'engines-1f' });
    const since = Date.parse('2017-10-15T07:30:00Z');
    expect(feed.entry[1].id).toBe(`urn:uuid:${guidOf(guid, `cancelled:${since}`)}`);
  });

  it('names the day that a session left', () => {
    const moved = { start: '2017-10-28T14:00', room: 'Great Loft', since: '2017-10-12' };
    const source = sourceOf([
      made('one', { start: '2017-10-29T10:00', moved }),
      made('two', { start: '2017-10-29T10:00', moved: { room: 'Boathouse', since: '2017-10-13' } }),
    ]);
    const titles = parser
      .parse(changesFeed(source))
      .feed.entry.map(({ title }: { title: string }) => title);
    expect(titles).toEqual([
      'two: moved from Boathouse',
      'one: moved from Saturday 28 October, 14:00, Great Loft',
    ]);
  });

  it('has a date of its own while nothing has changed', () => {
    const { feed: empty } = parser.parse(changesFeed(sourceOf([])));
    expect(empty.updated).toBe('2017-09-29T22:00:00Z');
    expect(empty.entry).toBeUndefined();
  });

  it('has the same bytes when made twice', () => {
    expect(changesFeed(sourceOf(madeUpSessions))).toBe(text);
  });
});
