import type { Event } from '../../event/event.ts';
import { memoize } from '../../event/memoize.ts';
import type { Programme, Session } from '../programme.ts';
import { languageName } from '../session-words.ts';
import { plainName } from './plain-name.ts';

/** What the sessions of a programme can be chosen by. It is the folder of their pages. */
export const facetNames = ['rooms', 'tracks', 'kinds', 'languages'] as const;
export type FacetName = (typeof facetNames)[number];

/** One room, track, kind or language with its sessions. */
export interface Choice {
  readonly facet: FacetName;
  /** The last part of its page's address, unique in its facet. */
  readonly slug: string;
  readonly name: string;
  readonly note: string | undefined;
  /** By day and start. Breaks are left out. */
  readonly sessions: readonly Session[];
}

/** The choices that a programme offers, each facet with more than one. */
export type Facets = ReadonlyMap<FacetName, readonly Choice[]>;

/** The value of a session in a facet: the name of a room, a track or a kind, a language's code. */
const values: Readonly<Record<FacetName, (session: Session) => string | undefined>> = {
  rooms: ({ room }) => room?.name,
  tracks: ({ track }) => track,
  kinds: ({ kind }) => kind.name,
  languages: ({ language }) => language,
};

interface Named {
  readonly name: string;
  readonly note?: string | undefined;
  readonly description?: string | undefined;
}

/** The values in the order in which they are offered. */
function known(event: Event, facet: FacetName, spoken: ReadonlySet<string>): readonly Named[] {
  if (facet !== 'languages') return event.programme[facet];
  return [...spoken].toSorted().map((name) => ({ name }));
}

function choicesOf(event: Event, facet: FacetName, sessions: readonly Session[]): Choice[] {
  const valueOf = values[facet];
  const groups = new Map<string, Session[]>();
  for (const session of sessions) {
    const value = valueOf(session);
    if (value === undefined) continue;
    const group = groups.get(value);
    if (group === undefined) groups.set(value, [session]);
    else group.push(session);
  }
  const taken = new Set<string>();
  return known(event, facet, new Set(groups.keys())).flatMap((named, index) => {
    const found = groups.get(named.name);
    if (found === undefined) return [];
    const plain = plainName(named.name) || `${index + 1}`;
    const slug = taken.has(plain) ? `${plain}-${index + 1}` : plain;
    taken.add(slug);
    const name = facet === 'languages' ? languageName({ event }, named.name) : named.name;
    return [{ facet, slug, name, note: named.note ?? named.description, sessions: found }];
  });
}

const inProgramme = memoize((programme: Programme) =>
  memoize((event: Event): Facets => {
    const heard = programme.sessions.filter(({ kind }) => !kind.pause);
    const all = facetNames.map((facet) => [facet, choicesOf(event, facet, heard)] as const);
    return new Map(all.filter(([, choices]) => choices.length > 1));
  }),
);

/** The facets of a programme in which its sessions differ, breaks left out. */
export function facetsOf(event: Event, programme: Programme): Facets {
  return inProgramme(programme)(event);
}

/** The choices that a session belongs to, as words for scripts: `rooms/great-loft tracks/water`. */
export const choicesBySession = memoize((facets: Facets): ReadonlyMap<Session, string> => {
  const found = new Map<Session, string>();
  for (const { facet, slug, sessions } of [...facets.values()].flat()) {
    for (const session of sessions) {
      found.set(session, `${found.get(session) ?? ''} ${facet}/${slug}`.trim());
    }
  }
  return found;
});
