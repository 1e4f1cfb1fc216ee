import type { Event } from '../../../event/event.ts';
import { collections } from '../../../programme/collections.ts';
import { speakerGuid } from '../../guid.ts';
import type { Content, SpeakerFile } from '../content/content-folder.ts';
import { hashOf } from '../read/identity.ts';
import type { ImportedPerson } from '../read/imported.ts';
import { newFile, type OpenFile } from '../content/open-file.ts';
import { newlyTold, toldHashes } from '../content/record.ts';
import { wordsIn } from '../read/safe-markdown.ts';
import { slugOf } from '../content/slug.ts';

/** The speakers of an import, known and new. */
export interface MatchedSpeakers {
  /** The slugs of people, in order. Each becomes a speaker in the content. */
  readonly slugsOf: (people: readonly ImportedPerson[]) => string[];
  readonly result: () => {
    readonly files: readonly OpenFile[];
    readonly hashes: Readonly<Record<string, Record<string, string>>>;
    /** Sentences for the summary. */
    readonly lines: readonly string[];
  };
}

function fileOf(slug: string): string {
  return `${collections.speakers.folder}${slug}.md`;
}

function same(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/**
 * The speaker in the content who is a person of the source: by this site's identifier, the source's
 * id or the name.
 */
function finder(event: Event, speakers: readonly SpeakerFile[], ids: ReadonlySet<string>) {
  const guids = new Map(
    speakers.map((entry) => [
      speakerGuid(event, { slug: entry.slug, ...entry.frontmatter }),
      entry,
    ]),
  );
  const isOther = (one: string | undefined, person: ImportedPerson) =>
    one !== undefined && person.id !== undefined && one !== person.id && ids.has(one);
  return (person: ImportedPerson): SpeakerFile | undefined =>
    guids.get(person.guid ?? '') ??
    speakers.find(({ frontmatter }) => person.id !== undefined && frontmatter.id === person.id) ??
    speakers.find(
      ({ frontmatter }) =>
        same(frontmatter.name) === same(person.name) && !isOther(frontmatter.id, person),
    );
}

function update(
  { file, frontmatter }: SpeakerFile,
  person: ImportedPerson,
  told: ReadonlySet<string>,
): boolean {
  const { id, name, biography } = person;
  const changes = [
    told.has('name') && name !== frontmatter.name && (() => file.set('name', name)),
    id !== undefined && id !== frontmatter.id && (() => file.set('id', id)),
    told.has('biography') &&
      wordsIn(biography ?? '') !== wordsIn(file.body) &&
      (() => file.setBody(biography ?? '')),
  ].filter((change) => change !== false);
  for (const change of changes) change();
  return changes.length > 0;
}

/** Matches the speakers of an import. `everyone` are all people in its source. */
export function matchSpeakers(
  { event, speakers, record }: Content,
  everyone: readonly ImportedPerson[],
): MatchedSpeakers {
  const find = finder(event, speakers, new Set(everyone.flatMap(({ id }) => id ?? [])));
  const taken = new Set(speakers.map(({ slug }) => slug));
  const slugs = new Map<string, string>();
  const seen = new Set<string>();
  const files: OpenFile[] = [];
  const hashes: Record<string, Record<string, string>> = { ...record.speakers };
  const lines: string[] = [];
  // A person may have a biography in one session and not in another.
  const whole = (person: ImportedPerson): ImportedPerson => {
    const known = everyone.find((other) => keyOf(other) === keyOf(person) && other.biography);
    return known ?? person;
  };
  const take = (person: ImportedPerson): string => {
    const existing = find(person);
    const slug = existing?.slug ?? slugOf(person.name, taken, `speaker-${hashOf(person.name)}`);
    const fields = { name: person.name, biography: person.biography };
    const before = hashes[slug] ?? {};
    hashes[slug] = toldHashes(before, fields);
    if (existing === undefined) {
      const { id, name, biography } = person;
      files.push(newFile(fileOf(slug), { name, id }, biography ?? ''));
      lines.push(`New speaker: ${name} (${fileOf(slug)}).`);
    } else if (!seen.has(slug) && update(existing, person, newlyTold(before, fields))) {
      files.push(existing.file);
      lines.push(`Changed speaker: ${person.name} (${fileOf(slug)}).`);
    }
    taken.add(slug);
    seen.add(slug);
    return slug;
  };
  const slugFor = (person: ImportedPerson): string => {
    const slug = slugs.get(keyOf(person)) ?? take(whole(person));
    slugs.set(keyOf(person), slug);
    return slug;
  };
  return {
    slugsOf: (people) => [...new Set(people.map(slugFor))],
    result: () => ({ files, hashes, lines }),
  };
}

function keyOf({ id, guid, name }: ImportedPerson): string {
  return id ?? guid ?? same(name);
}
