import { dateInWords } from '../event/dates.ts';
import type { Session } from '../programme/programme.ts';
import { languageName } from '../programme/session-words.ts';

/** What sessions can be searched by, in the order in which the search offers it. */
const names = ['Day', 'Kind', 'Track', 'Room', 'Speaker', 'Language'] as const;

/** The values of a session by which it is found, each with the name of its filter. */
export function searchFacts({
  day,
  kind,
  track,
  room,
  speakers,
  moderators,
  language,
}: Session): { readonly name: (typeof names)[number]; readonly value: string }[] {
  const facts = [
    { name: 'Day', value: day === undefined ? undefined : dateInWords(day, 'weekday') },
    { name: 'Kind', value: kind.name },
    { name: 'Track', value: track },
    { name: 'Room', value: room?.name },
    ...[...speakers, ...moderators].map(({ name }) => ({ name: 'Speaker' as const, value: name })),
    { name: 'Language', value: language === undefined ? undefined : languageName(language) },
  ] as const;
  return facts.flatMap(({ name, value }) => (value === undefined ? [] : [{ name, value }]));
}

/** The filters that tell these sessions apart: those with more than one value among them. */
export function searchFilters(sessions: readonly Session[]): string[] {
  const values = new Map<string, Set<string>>(names.map((name) => [name, new Set()]));
  for (const session of sessions) {
    for (const { name, value } of searchFacts(session)) values.get(name)?.add(value);
  }
  return names.filter((name) => (values.get(name)?.size ?? 0) > 1);
}
