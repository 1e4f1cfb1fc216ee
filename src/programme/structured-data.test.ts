import { describe, expect, it } from 'vitest';
import {
  crowd,
  made,
  madeUpEvent,
  madeUpSource,
  sourceOf,
} from '../exchange/testing/made-up-event.fixture.ts';
import type { Session } from './programme.ts';
import { sessionStructuredData, subEvents } from './structured-data.ts';

const deployment = { site: 'https://quays.example/2017/' };

/** What search engines read about a session. Undefined values are gone. */
function told(sessions: readonly Session[], id: string) {
  const session = sessions.find((one) => one.id === id);
  if (session === undefined) throw new Error(`there is no session ${id}`);
  const data = sessionStructuredData(madeUpEvent, deployment, session, 'About it.');
  return JSON.parse(JSON.stringify(data));
}

const { sessions } = madeUpSource.programme;

describe('the structured data of a session', () => {
  it('says what, when, where and who', () => {
    expect(told(sessions, 'knots-that-hold-1f')).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'Event',
      name: 'Knots that hold',
      description: 'About it.',
      url: 'https://quays.example/2017/programme/knots-that-hold/',
      startDate: '2017-10-28T10:15:00+02:00',
      endDate: '2017-10-28T11:45:00+02:00',
      eventStatus: 'https://schema.org/EventScheduled',
      inLanguage: 'en',
      maximumAttendeeCapacity: 24,
      location: {
        '@type': 'Place',
        name: 'Chart Room',
        address: { streetAddress: 'Quay 1' },
        containedInPlace: { name: 'The Rope Store' },
      },
      performer: [
        {
          '@type': 'Person',
          name: 'Hugo Hawser',
          url: 'https://quays.example/2017/speakers/hugo-hawser/',
        },
      ],
      superEvent: { '@type': 'Event', name: 'Quays and Cities', startDate: '2017-10-28' },
    });
  });

  it('writes the offset of that very moment', () => {
    expect(told(sessions, 'the-hour-that-comes-twice-1f').startDate).toBe(
      '2017-10-29T02:15:00+01:00',
    );
    expect(told(sessions, 'through-the-change-1f')).toMatchObject({
      startDate: '2017-10-29T01:30:00+02:00',
      endDate: '2017-10-29T03:30:00+01:00',
    });
  });

  it('says what is cancelled, and when what moved was to begin', () => {
    expect(told(sessions, 'engines-1f').eventStatus).toBe('https://schema.org/EventCancelled');
    expect(told(sessions, 'fire-on-the-quay-1f')).toMatchObject({
      eventStatus: 'https://schema.org/EventRescheduled',
      previousStartDate: '2017-10-28T13:00:00+02:00',
    });
  });

  it('takes a move to another room for none in time', () => {
    const moved = { room: 'Boathouse', since: '2017-10-13' };
    const { programme } = sourceOf([made('one', { start: '2017-10-29T10:00', moved })]);
    const data = told(programme.sessions, 'one-id');
    expect(data.eventStatus).toBe('https://schema.org/EventScheduled');
    expect(data).not.toHaveProperty('previousStartDate');
  });

  it('leaves out what is unknown', () => {
    const data = told(sessions, 'after-hours-1f');
    for (const key of ['startDate', 'endDate', 'contributor', 'maximumAttendeeCapacity']) {
      expect(data).not.toHaveProperty(key);
    }
    expect(data.location.name).toBe('The Rope Store');
    expect(told(sessions, 'open-house-1f').startDate).toBe('2017-10-29');
  });
});

describe('the sessions in the structured data of the event', () => {
  it('are all but the breaks', () => {
    const listed = subEvents(madeUpEvent, deployment, madeUpSource.programme);
    expect(listed).toHaveLength(sessions.filter(({ kind }) => !kind.pause).length);
    expect(listed[0]).toMatchObject({
      name: 'Opening: why quays matter',
      url: 'https://quays.example/2017/programme/opening/',
      startDate: '2017-10-28T09:15:00+02:00',
      eventStatus: 'https://schema.org/EventScheduled',
    });
  });

  it('are none where they are more than a page holds', () => {
    expect(subEvents(madeUpEvent, deployment, crowd(61).programme)).toEqual([]);
    expect(subEvents(madeUpEvent, deployment, crowd(60).programme)).toHaveLength(60);
  });
});
