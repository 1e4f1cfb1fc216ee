import type { Event } from '../../event/event.ts';
import { choiceOf } from '../../explain/nearest.ts';
import type { Path } from '../../explain/explain-shape.ts';
import type { Finding } from '../source/mistake.ts';
import { nearestNames } from '../text/nearest-names.ts';
import type { SessionSource } from '../source/entry-source.ts';

/** A sentence lists at most this many names. */
const mostNames = 8;

type Remedy = (written: string) => string | undefined;

/** What to do about an unknown name; undefined for a known one. */
function remedies(known: readonly string[], otherwise: (written: string) => string): Remedy {
  const names = new Set(known);
  const nearestTo = nearestNames(known);
  return (written) => {
    if (names.has(written)) return undefined;
    const near = nearestTo(written);
    if (near !== undefined) return `Did you mean "${near}"?`;
    const last = otherwise(written);
    return known.length > 0 && known.length <= mostNames
      ? `Write ${choiceOf(known)}, or ${last}.`
      : `${last.charAt(0).toUpperCase()}${last.slice(1)}.`;
  };
}

function listed(entries: readonly { readonly name: string }[], group: string): Remedy {
  const names = entries.map(({ name }) => name);
  return remedies(names, () => `list it under "${group}:" in event.yaml`);
}

/** The places in a session's frontmatter that name something, with the names. */
function namesIn({ written }: SessionSource, keys: readonly string[]): [Path, string][] {
  return keys.flatMap((key): [Path, string][] => {
    const value = written(key);
    const entries: [Path, unknown][] = Array.isArray(value)
      ? value.map((entry, index) => [[key, index], entry])
      : [[[key], value]];
    return entries.flatMap(([path, name]) =>
      typeof name === 'string' && name.trim() !== '' ? [[path, name.trim()]] : [],
    );
  });
}

/** Finds the rooms, tracks and kinds of a session that `event.yaml` does not list. */
export function listedNames({ programme }: Event): (session: SessionSource) => Finding[] {
  const groups = [
    ['kind', listed(programme.kinds, 'kinds')],
    ['room', listed(programme.rooms, 'rooms')],
    ['track', listed(programme.tracks, 'tracks')],
  ] as const;
  return (session) => {
    const places = groups.flatMap(([key, remedy]) =>
      namesIn(session, [key]).map(([path, name]) => ({ key, path, name, remedy: remedy(name) })),
    );
    const before = session.written('moved', 'room');
    if (typeof before === 'string' && before.trim() !== '') {
      const remedy = groups[1][1](before.trim());
      places.push({ key: 'room', path: ['moved', 'room'], name: before.trim(), remedy });
    }
    return places.flatMap(({ key, path, name, remedy }) => {
      const what = `${key} "${name}" does not exist`;
      return remedy === undefined ? [] : [{ line: session.lineOf(path), what, remedy }];
    });
  };
}

/** Finds the speakers and moderators of a session who have no file. */
export function speakerNames(slugs: readonly string[]): (session: SessionSource) => Finding[] {
  const remedyFor = remedies(
    slugs,
    (written) => `add the file "content/speakers/${written}.md", or remove the entry`,
  );
  return (session) =>
    namesIn(session, ['speakers', 'moderators']).flatMap(([path, name]) => {
      // The schema reports a name that cannot be a file name.
      const remedy = /^[a-z0-9-]+$/.test(name) ? remedyFor(name) : undefined;
      const what = `there is no speaker "${name}"`;
      return remedy === undefined ? [] : [{ line: session.lineOf(path), what, remedy }];
    });
}
