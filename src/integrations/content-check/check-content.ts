import { dirname, join } from 'node:path';
import type { z } from 'zod';
import { type Event, eventSchema } from '../../event/event.ts';
import { eventNow } from '../../event/phase.ts';
import { problemsSchema } from '../../event/problem.ts';
import { definitionSchema } from '../../registration/definition.ts';
import { addressFindings } from './addresses.ts';
import { characterFindings } from './characters.ts';
import { checkProgramme } from './check-programme.ts';
import { expiryFindings } from './expiry.ts';
import { filesIn, nameOf, textsOf } from './files.ts';
import { folderFindings } from './folder.ts';
import type { Targets } from './links.ts';
import { type Finding, type Found, type Mistake, sorted } from './mistake.ts';
import { readPage } from './page-source.ts';
import { readSession, readSpeaker } from './programme-source.ts';
import { allTargets, programmeTargets } from './programme-targets.ts';
import { textLinkFindings } from './text-links.ts';
import { targetsOf, textsFound } from './texts.ts';
import { readYaml, schemaFindings, type YamlSource } from './yaml-source.ts';

const schemas = [
  ['event.yaml', eventSchema],
  ['problems.yaml', problemsSchema],
  ['registration.yaml', definitionSchema],
] as const;

interface Facts {
  readonly path: string;
  readonly schema: z.ZodType;
  readonly text: string;
  readonly source: YamlSource;
}

/** A content folder as it is written. */
interface Folder {
  readonly contentFiles: ReadonlySet<string>;
  /** The files in `public/`, as addresses. */
  readonly publicFiles: ReadonlySet<string>;
  /** The text of each file of words and facts, by its path. */
  readonly texts: ReadonlyMap<string, string>;
}

async function readFolder(folder: string): Promise<Folder> {
  const contentFiles = await filesIn(folder);
  const publicFiles = await filesIn(join(dirname(folder), 'public'));
  const facts = new Set<string>(schemas.map(([path]) => path));
  const read = contentFiles.filter(
    (path) =>
      facts.has(path) ||
      /^[^/]+\.mdx$/.test(path) ||
      /^(sessions|speakers)\/[^/]+\.mdx?$/.test(path),
  );
  return {
    contentFiles: new Set(contentFiles),
    publicFiles: new Set(publicFiles.map((path) => `/${path}`)),
    texts: await textsOf(folder, read),
  };
}

function factsOf({ texts }: Folder): Facts[] {
  return schemas.flatMap(([path, schema]) => {
    const text = texts.get(path);
    return text === undefined ? [] : [{ path, schema, text, source: readYaml(text) }];
  });
}

function factsFound({ path, schema, text, source }: Facts, targets: Targets, now: number): Found {
  const findings: Finding[] = [
    ...characterFindings(text),
    ...source.broken,
    ...schemaFindings(schema, source),
    ...textLinkFindings(source, targets),
    ...(path === 'event.yaml' ? expiryFindings(source, now) : []),
  ];
  return { path, findings };
}

function writtenIn({ texts }: Folder) {
  const all = [...texts];
  const below = (part: RegExp) => all.filter(([path]) => part.test(path));
  return {
    pages: below(/^[^/]+\.mdx$/).map(([path, text]) => readPage(path, text)),
    programme: {
      sessions: below(/^sessions\//).map(([path, text]) => readSession(path, text)),
      speakers: below(/^speakers\//).map(([path, text]) => readSpeaker(path, text)),
    },
  };
}

function foundIn(folder: Folder, machineNow: number): Found[] {
  const { contentFiles, publicFiles } = folder;
  const facts = factsOf(folder);
  const source = facts.find(({ path }) => path === 'event.yaml')?.source;
  const event: Event | undefined = eventSchema.safeParse(source?.value).data;
  const now = event === undefined ? machineNow : eventNow(event, machineNow);
  const { pages, programme } = writtenIn(folder);
  const { found, planned } = checkProgramme(programme, event, contentFiles);
  const ofProgramme =
    event === undefined ? allTargets(programme) : programmeTargets(event, planned, programme, now);
  const targets = targetsOf(pages, ofProgramme, publicFiles, event, now);
  return [
    ...folderFindings(contentFiles).map(({ path, words: [what, remedy] }) => ({
      path,
      findings: [{ line: 1, what, remedy }],
    })),
    ...addressFindings(pages, programme.sessions),
    ...pages,
    ...found,
    ...textsFound(pages, programme, ofProgramme, targets, { contentFiles, publicFiles }),
    ...facts.map((one) => factsFound(one, targets, machineNow)),
  ];
}

/**
 * Every mistake in a content folder, by file and line. Images with an absolute address are looked
 * for in the folder `public` beside it. `now` is the real moment, in milliseconds since the epoch:
 * the expiry of `security.txt` counts from it, whatever clock the event pins.
 */
export async function checkContent(folder: string, now: number = Date.now()): Promise<Mistake[]> {
  return sorted(
    foundIn(await readFolder(folder), now).flatMap(({ path, findings }) =>
      findings.map((finding) => ({ file: nameOf(folder, path), ...finding })),
    ),
  );
}
