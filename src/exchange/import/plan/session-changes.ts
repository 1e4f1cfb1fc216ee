import { isSessionPublic } from '../../../programme/publication.ts';
import { type PlannedMatch, presentTimes } from './planned-match.ts';
import type { SessionFile } from '../content/content-folder.ts';
import { wordsIn } from '../read/safe-markdown.ts';
import { movedFrom, statusKeys, statusOf } from './session-states.ts';
import { writtenMoment, writtenTimes } from '../content/written-times.ts';
import type { Circumstances, SessionChanges } from './circumstances.ts';

function equal(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The keys of a session's times, if it moves. */
function timeKeys(
  { event }: Circumstances,
  { existing, times }: PlannedMatch,
): [string, unknown][] {
  if (existing === undefined || equal(presentTimes(event, existing), times)) return [];
  const { day, start, end } = writtenTimes(event, times);
  const { duration, end: before } = existing.frontmatter;
  const minutes =
    times.start === undefined || times.end === undefined
      ? undefined
      : (times.end - times.start) / 60_000;
  const byLength = duration !== undefined && before === undefined && minutes !== undefined;
  const values: [string, unknown, unknown][] = [
    ['day', day, existing.frontmatter.day],
    ['start', start, existing.frontmatter.start],
    ['end', byLength ? undefined : end, before],
    ['duration', byLength ? minutes : undefined, duration],
  ];
  return values.filter(([, value, old]) => value !== old).map(([key, value]) => [key, value]);
}

/** The changed fields with a single value. */
function valueKeys(
  { own, kindOf, trackOf, speakers }: Circumstances,
  { imported, told, existing }: PlannedMatch,
): [string, unknown][] {
  const { title, kind, track, language, links } = imported;
  const frontmatter = existing?.frontmatter;
  const cast = speakers?.filter((slug) => !frontmatter?.moderators.includes(slug));
  const values: [string, string, unknown, unknown][] = [
    ['title', 'title', title, frontmatter?.title],
    ['kind', 'kind', kind ? kindOf(kind) : frontmatter?.kind, frontmatter?.kind],
    ['track', 'track', track ? trackOf(track) : undefined, frontmatter?.track],
    ['language', 'language', language ?? undefined, frontmatter?.language],
    ['people', 'speakers', cast ?? [], frontmatter?.speakers ?? []],
    // This site's own exports have the whole addresses of what the content names shortly.
    ['links', 'links', own ? frontmatter?.links : (links ?? []), frontmatter?.links],
  ];
  return values
    .filter(([field, , value, old]) => told.has(field) && !equal(value, old))
    .map(([, key, value]) => [key, equal(value, []) ? undefined : value]);
}

/** The source's abstract, if it differs. This site's own exports only have its beginning. */
function bodyOf({ own }: Circumstances, { imported, told, existing }: PlannedMatch) {
  if (existing === undefined || !told.has('body')) return undefined;
  const words = wordsIn(imported.body ?? '');
  const present = wordsIn(existing.file.body);
  const { description } = existing.frontmatter;
  const begins = own && (present.startsWith(words) || description !== undefined);
  const unreadable = existing.file.path.endsWith('.mdx');
  return words === present || begins || unreadable ? undefined : (imported.body ?? '');
}

/** What an import changes in a session of the content. */
export function changesOf(given: Circumstances, candidate: PlannedMatch, existing: SessionFile) {
  const { event, now } = given;
  const status = statusOf(candidate);
  const { moved, value } = movedFrom(given, candidate);
  const moment = writtenMoment(event.zone, now);
  const placed = candidate.room === undefined ? undefined : given.roomOf(candidate.room);
  const keys = new Map<string, unknown>([
    ...valueKeys(given, candidate),
    ...timeKeys(given, candidate),
    ...(placed === existing.frontmatter.room ? [] : [['room', placed] as const]),
    ...statusKeys(status, moment),
    ...(value === undefined ? [] : [['moved', value] as const]),
  ]);
  const body = bodyOf(given, candidate);
  const own = new Set(['title', 'status', 'cancelled_since', 'moved']);
  const times = new Set(['day', 'start', 'end', 'duration', 'room']);
  const others = [...keys.keys()].filter((key) => !own.has(key) && !(moved && times.has(key)));
  if (body !== undefined) others.push('abstract');
  const retitled = keys.has('title');
  const isPublic = isSessionPublic(event, existing.frontmatter, now);
  const news = retitled || others.length > 0 || status === 'back';
  if (news && isPublic && !moved && status !== 'cancelled') keys.set('updated', moment);
  const changes: SessionChanges = { keys, body, retitled, moved, status, others };
  return changes;
}
