import type { Event } from '../../../event/event.ts';
import { collections } from '../../../programme/collections.ts';
import { speakerGuid } from '../../guid.ts';
import type { Content, SpeakerFile } from '../content/content-folder.ts';
import { hashOf } from '../read/identity.ts';
import type { ImportedPerson } from '../read/imported.ts';
import { newFile, type OpenFile } from '../content/open-file.ts';
import { newlyTold, toldHashes } from '../content/record.ts';
import { wordsIn } from '../read/safe-markdown.ts';
import { sameName } from '../read/trusted.ts';
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

/**
 * The speaker in the content who is a person of the source: by this site's identifier, the source's
 * id or the name. `isFree` tells whether no other person of the source has that file.
 */
function finder(
  event: Event,
  speakers: readonly SpeakerFile[],
  everyone: readonly ImportedPerson[],
) {
  const ids = new Set(everyone.flatMap(({ id, guid }) => [id ?? [], guid ?? []].flat()));
  const guids = new Map(speakers.map((entry) => [guidOf(event, entry), entry]));
  const isOther = (one: string | undefined, person: ImportedPerson) =>
    one !== undefined && keysOf(person).length > 0 && !keysOf(person).includes(one) && ids.has(one);
  return (person: ImportedPerson, isFree: (slug: string) => boolean): SpeakerFile | undefined => {
    const free = speakers.filter(({ slug }) => isFree(slug));
    const byId = free.filter(({ frontmatter }) => keysOf(person).includes(frontmatter.id ?? ''));
    const named = free
      .filter(({ frontmatter }) => sameName(frontmatter.name) === sameName(person.name))
      .filter(({ frontmatter }) => !isOther(frontmatter.id, person))
      .toSorted((one, other) => strangeness(one, person) - strangeness(other, person));
    return (
      guids.get(person.guid ?? '') ??
      byId.find((entry) => named.includes(entry)) ??
      named[0] ??
      byId[0]
    );
  };
}

/** How unlike a person a speaker of the same name is: an id that the person lacks, other capitals. */
function strangeness({ frontmatter }: SpeakerFile, person: ImportedPerson): number {
  const hasOtherId = frontmatter.id !== undefined && !keysOf(person).includes(frontmatter.id);
  return (hasOtherId ? 2 : 0) + (frontmatter.name === person.name ? 0 : 1);
}

function guidOf(event: Event, { slug, frontmatter }: SpeakerFile): string {
  return speakerGuid(event, { slug, ...frontmatter });
}

function keysOf({ id, guid }: ImportedPerson): string[] {
  return [guid, id].filter((key) => key !== undefined);
}

function update(
  event: Event,
  speaker: SpeakerFile,
  person: ImportedPerson,
  told: ReadonlySet<string>,
): boolean {
  const { file, frontmatter } = speaker;
  const { name, biography } = person;
  const [id] = keysOf(person);
  const isKnown =
    keysOf(person).includes(frontmatter.id ?? '') || guidOf(event, speaker) === person.guid;
  const changes = [
    told.has('name') && name !== frontmatter.name && (() => file.set('name', name)),
    id !== undefined && !isKnown && (() => file.set('id', id)),
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
  const find = finder(event, speakers, everyone);
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
    const existing = find(person, (slug) => !seen.has(slug));
    const slug = existing?.slug ?? slugOf(person.name, taken, `speaker-${hashOf(person.name)}`);
    const fields = { name: person.name, biography: person.biography };
    const before = hashes[slug] ?? {};
    hashes[slug] = toldHashes(before, fields);
    if (existing === undefined) {
      const { name, biography } = person;
      files.push(newFile(fileOf(slug), { name, id: keysOf(person)[0] }, biography ?? ''));
      lines.push(`New speaker: ${name} (${fileOf(slug)}).`);
    } else if (update(event, existing, person, newlyTold(before, fields))) {
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

function keyOf(person: ImportedPerson): string {
  const [id] = keysOf(person);
  return id === undefined ? `name ${sameName(person.name)}` : `id ${id}`;
}
