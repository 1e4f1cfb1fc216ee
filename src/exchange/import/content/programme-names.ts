import { isMap, isNode, isSeq, parseDocument, stringify } from 'yaml';
import type { Event } from '../../../event/event.ts';
import { asWritten } from './open-file.ts';

/** The lists in `event.yaml` that sessions refer to. */
export type NameList = 'kinds' | 'rooms' | 'tracks';

/**
 * The names of a list, to which an import may add. A name that differs from a known one only in
 * case counts as the known one.
 */
export function namesOf(known: readonly { readonly name: string }[]): (text: string) => string {
  const names = new Map(known.map(({ name }) => [name.toLowerCase(), name]));
  return (text) => {
    const name = names.get(text.toLowerCase()) ?? text;
    names.set(text.toLowerCase(), name);
    return name;
  };
}

/**
 * The room that a source means; undefined if it names none: a room to be announced, the whole venue
 * or a Web address.
 */
export function roomIn({ venue, programme }: Event, text: string): string | undefined {
  const isKnown = (name: string) =>
    programme.rooms.some((room) => room.name.toLowerCase() === name.toLowerCase());
  if (isKnown(text)) return text;
  const index = text.toLowerCase().indexOf(venue.name.toLowerCase());
  const name = (index === -1 ? text : text.slice(0, index)).replace(/[\s,;(–-]+$/, '');
  if (name === '' || /^(room )?to be (announced|confirmed)$/i.test(name)) return undefined;
  return /^https?:/i.test(name) ? undefined : name;
}

/** The kind of a session without one in its source: the first that is not for everyone. */
export function usualKind({ programme }: Event): string {
  const usual = programme.kinds.find((kind) => !kind.for_everyone && !kind.pause);
  return usual?.name ?? programme.kinds[0]?.name ?? '';
}

/** The names in sessions that `event.yaml` does not have yet. */
export function newNames(
  { programme }: Event,
  given: readonly { readonly names: Readonly<Record<NameList, string | undefined>> }[],
): Record<NameList, string[]> {
  const added = (list: NameList) => {
    const known = new Set(programme[list].map(({ name }) => name));
    const names = new Set(given.flatMap(({ names: written }) => written[list] ?? []));
    return [...names].filter((name) => !known.has(name));
  };
  return { kinds: added('kinds'), rooms: added('rooms'), tracks: added('tracks') };
}

/** One sentence for each list of `event.yaml` to which names were added. */
export function namesAdded(added: Readonly<Record<NameList, readonly string[]>>): string[] {
  const things = [
    ...added.kinds.map((name) => `The kind "${name}"`),
    ...added.rooms.map((name) => `The room "${name}"`),
    ...added.tracks.map((name) => `The track "${name}"`),
  ];
  return things.map((thing) => `${thing} is new in event.yaml.`);
}

/** A text with names added to the end of one of its lists. Every other line stays as it is. */
function withList(text: string, list: string, names: readonly string[]): string {
  const document = parseDocument(text);
  const entries = names.map((name) => ({ name }));
  const present = document.getIn(['programme', list]);
  const last = isSeq(present) ? present.items.at(-1) : undefined;
  const end = isNode(last) ? last.range?.[1] : undefined;
  if (isSeq(present) && !present.flow && end !== undefined && present.range) {
    const at = present.range[0];
    const indent = ' '.repeat(at - text.lastIndexOf('\n', at) - 1);
    const lines = stringify(entries, asWritten).trimEnd().replaceAll(/^/gm, indent);
    const content = end - (text.slice(0, end).length - text.slice(0, end).trimEnd().length);
    const lineEnd = text.indexOf('\n', content);
    const before = lineEnd === -1 ? text : text.slice(0, lineEnd);
    return `${before}\n${lines}${lineEnd === -1 ? '\n' : text.slice(lineEnd)}`;
  }
  if (isSeq(present)) {
    present.flow = false;
    for (const entry of entries) present.add(document.createNode(entry));
  } else {
    const programme = document.get('programme');
    if (isMap(programme)) programme.set(list, document.createNode(entries));
  }
  return document.toString(asWritten);
}

/** `event.yaml` with names added to the ends of its lists. Comments and order stay. */
export function withNames(
  text: string,
  added: Readonly<Record<NameList, readonly string[]>>,
): string {
  return Object.entries(added).reduce(
    (written, [list, names]) => (names.length === 0 ? written : withList(written, list, names)),
    text,
  );
}
