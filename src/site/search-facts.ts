import { dateInWords } from '../event/dates.ts';
import type { Session } from '../programme/programme.ts';
import { languageName } from '../programme/session-words.ts';
import type { Wording } from '../programme/wording.ts';

/** The filters of the search, in order. */
const names = ['day', 'kind', 'track', 'room', 'speaker', 'language'] as const;

/** The values by which the search finds a session, each with its filter's name. */
export function searchFacts(
  { event, words }: Wording,
  { day, kind, track, room, speakers, moderators, language }: Session,
): { readonly name: string; readonly value: string }[] {
  const said = words.search;
  const facts = [
    {
      name: said.day,
      value: day === undefined ? undefined : dateInWords(event.language, day, 'weekday'),
    },
    { name: said.kind, value: kind.name },
    { name: said.track, value: track },
    { name: said.room, value: room?.name },
    ...[...speakers, ...moderators].map(({ name }) => ({ name: said.speaker, value: name })),
    {
      name: said.language,
      value: language === undefined ? undefined : languageName({ event }, language),
    },
  ];
  return facts.flatMap(({ name, value }) => (value === undefined ? [] : [{ name, value }]));
}

/** The filters that tell these sessions apart: those with more than one value. */
export function searchFilters(wording: Wording, sessions: readonly Session[]): string[] {
  const offered = names.map((name) => wording.words.search[name]);
  const values = new Map<string, Set<string>>(offered.map((name) => [name, new Set()]));
  for (const session of sessions) {
    for (const { name, value } of searchFacts(wording, session)) values.get(name)?.add(value);
  }
  return offered.filter((name) => (values.get(name)?.size ?? 0) > 1);
}
