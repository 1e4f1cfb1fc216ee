import { describe, expect, it } from 'vitest';
import { made, madeUpEvent, sourceOf } from '../../exchange/testing/made-up-event.fixture.ts';
import { choicesBySession, facetsOf } from './facets.ts';

const start = '2017-10-28T10:00';

/** A programme with a session in each of the rooms, and only these. */
function inRooms(names: readonly string[]) {
  const rooms = names.map((name) => ({ name }));
  const event = { ...madeUpEvent, programme: { ...madeUpEvent.programme, rooms } };
  const sessions = names.map((room, index) => made(`in-${index}`, { start, room }));
  return sourceOf(sessions, event);
}

function slugsOf({ event, programme }: ReturnType<typeof inRooms>): string[] {
  return (facetsOf(event, programme).get('rooms') ?? []).map(({ slug }) => slug);
}

describe('the choices of a programme', () => {
  it('have addresses of their own, where names are as good as the same', () => {
    expect(slugsOf(inRooms(['Hall 1', 'Hall-1', 'HALL 1!']))).toEqual([
      'hall-1',
      'hall-1-2',
      'hall-1-3',
    ]);
  });

  it('have addresses where names have no Latin letters', () => {
    expect(slugsOf(inRooms(['会議室', 'القاعة', 'Chambre Élysée']))).toEqual([
      '1',
      '2',
      'chambre-elysee',
    ]);
  });

  it('are not offered where all sessions have the same', () => {
    expect(slugsOf(inRooms(['Hall 1']))).toEqual([]);
  });

  it('are told to scripts by session', () => {
    const { event, programme } = inRooms(['Hall 1', 'Hall 2']);
    const choices = choicesBySession(facetsOf(event, programme));
    expect(programme.sessions.map((session) => choices.get(session))).toEqual([
      'rooms/hall-1',
      'rooms/hall-2',
    ]);
  });
});
