import type { ImportedPerson, ImportedProgramme, ImportedSession } from './imported.ts';

/** A name to compare, whatever its capitals. */
export function sameName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** The keys that stand for one value only. */
function unambiguous(pairs: readonly (readonly [string, string])[]): ReadonlySet<string> {
  const groups = Map.groupBy(pairs, ([key]) => key);
  const single = [...groups].filter(
    ([, group]) => new Set(group.map(([, value]) => value)).size === 1,
  );
  return new Set(single.map(([key]) => key));
}

function identityOf({ guid, id }: ImportedPerson): string | undefined {
  return guid ?? id;
}

/**
 * People with the ids that stand for one name in the file. A person who has no id in one session
 * and one in another gets it, unless several people have the name.
 */
function trustedPeople(
  everyone: readonly ImportedPerson[],
): (person: ImportedPerson) => ImportedPerson {
  const named = (key: 'id' | 'guid') =>
    unambiguous(
      everyone.flatMap((person) => {
        const value = person[key];
        return value === undefined ? [] : [[value, sameName(person.name)] as const];
      }),
    );
  const ids = named('id');
  const guids = named('guid');
  const own = ({ id, guid, ...person }: ImportedPerson): ImportedPerson => ({
    ...person,
    id: id !== undefined && ids.has(id) ? id : undefined,
    guid: guid !== undefined && guids.has(guid) ? guid : undefined,
  });
  const known = everyone.map(own).filter((person) => identityOf(person) !== undefined);
  const byName = Map.groupBy(known, ({ name }) => sameName(name));
  return (person) => {
    const alone = own(person);
    const others = byName.get(sameName(person.name)) ?? [];
    const [first, ...more] = new Set(others.map(identityOf));
    const other = others.find((one) => identityOf(one) === first);
    if (identityOf(alone) !== undefined || other === undefined || more.length > 0) return alone;
    return { ...alone, id: other.id, guid: other.guid };
  };
}

/** What tells a session without an identifier from others. */
export function factsOf({ title, times, room }: ImportedSession): string {
  return JSON.stringify([title, times.day, times.start, room]);
}

/**
 * A programme with the identifiers that its file bears out: none that two people or two different
 * sessions share.
 */
export function withTrustedIds(programme: ImportedProgramme): ImportedProgramme {
  const { sessions } = programme;
  const keys = unambiguous(
    sessions.flatMap((session) => session.keys.map((key) => [key, factsOf(session)] as const)),
  );
  const trusted = trustedPeople(sessions.flatMap(({ people }) => people ?? []));
  return {
    ...programme,
    sessions: sessions.map((session) => ({
      ...session,
      keys: session.keys.filter((key) => keys.has(key)),
      people: session.people?.map(trusted) ?? session.people,
    })),
  };
}
