import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Event, eventSchema } from '../event/event.ts';
import { eventNow } from '../event/phase.ts';
import { collections, slugIn } from '../programme/collections.ts';
import { foreignLinksIn, importRecordPath } from '../programme/foreign-links.ts';
import { addressFindings } from './addresses.ts';
import { checkProgramme } from './programme/check-programme.ts';
import { factFiles, factsFound, factsOf } from './facts.ts';
import { filesIn, nameOf, textsOf } from './files.ts';
import { folderFindings } from './folder.ts';
import { type Found, type Mistake, sorted } from './source/mistake.ts';
import { entriesBelow, presentOf, readWritten } from './source/written.ts';
import { allTargets, programmeTargets } from './programme/programme-targets.ts';
import { targetsOf, textsFound } from './texts.ts';

/** A content folder as written. */
interface Folder {
  readonly contentFiles: ReadonlySet<string>;
  /** The files in `public/`, as addresses. */
  readonly publicFiles: ReadonlySet<string>;
  /** The addresses without encryption that an import brought. */
  readonly foreign: ReadonlySet<string>;
  /** The text of each file of words and facts, by path. */
  readonly texts: ReadonlyMap<string, string>;
}

async function recordOf(folder: string): Promise<string | undefined> {
  return readFile(join(folder, importRecordPath), 'utf8').catch(() => undefined);
}

async function readFolder(folder: string): Promise<Folder> {
  const contentFiles = await filesIn(folder);
  const publicFiles = await filesIn(join(dirname(folder), 'public'));
  const kinds = Object.values(collections);
  const read = contentFiles.filter(
    (path) => factFiles.has(path) || kinds.some((kind) => slugIn(kind, path) !== undefined),
  );
  return {
    contentFiles: new Set(contentFiles),
    publicFiles: new Set(publicFiles.map((path) => `/${path}`)),
    foreign: foreignLinksIn(await recordOf(folder)),
    texts: await textsOf(folder, read),
  };
}

/** The mistakes, and the files that are not public. */
interface Seen {
  readonly found: readonly Found[];
  readonly unpublished: readonly string[];
}

function seenIn(folder: Folder, machineNow: number): Seen {
  const { contentFiles, publicFiles, foreign } = folder;
  const facts = factsOf(folder.texts);
  const source = facts.find(({ path }) => path === 'event.yaml')?.source;
  const event: Event | undefined = eventSchema.safeParse(source?.value).data;
  const now = event === undefined ? machineNow : eventNow(event, machineNow);
  const written = readWritten(folder.texts);
  const entries = [...written.pages, ...entriesBelow(written)];
  const present = event === undefined ? undefined : presentOf(event, written, now);
  const checked = checkProgramme(written, event, contentFiles);
  const ofProgramme =
    event === undefined
      ? allTargets(written)
      : programmeTargets(event, checked.planned, written, now);
  const targets = targetsOf(written, ofProgramme, { publicFiles, foreign }, present);
  const sessionNames = written.sessions.map(({ slug }) => slug);
  const found = [
    ...folderFindings(contentFiles).map(({ path, words: [what, remedy] }) => ({
      path,
      findings: [{ line: 1, what, remedy }],
    })),
    ...addressFindings(written),
    ...entries,
    ...checked.found,
    ...textsFound(written, targets, { contentFiles, publicFiles }, present),
    ...facts.map((one) => factsFound(one, targets, sessionNames, machineNow)),
  ];
  const hidden = entries.filter(({ isPublic }) => present !== undefined && !isPublic(present));
  return { found, unpublished: hidden.map(({ path }) => path) };
}

/** A content folder after its check. */
export interface Checked {
  /** Every mistake, by file and line. */
  readonly mistakes: readonly Mistake[];
  /**
   * The files of pages, sessions and speakers that are not public now; none if `event.yaml` is
   * unreadable, which refuses the build.
   */
  readonly unpublished: readonly string[];
}

/**
 * Checks a content folder. Images with an absolute address must be in the folder `public` beside
 * it. `now` is the real time in milliseconds since the epoch: the expiry of `security.txt` depends
 * on it, whatever clock the event sets.
 */
export async function checkFolder(folder: string, now: number = Date.now()): Promise<Checked> {
  const { found, unpublished } = seenIn(await readFolder(folder), now);
  const mistakes = found.flatMap(({ path, findings }) =>
    findings.map((finding) => ({ file: nameOf(folder, path), ...finding })),
  );
  return { mistakes: sorted(mistakes), unpublished };
}

/** Every mistake in a content folder, as found by `checkFolder`. */
export async function checkContent(folder: string, now?: number): Promise<readonly Mistake[]> {
  return (await checkFolder(folder, now)).mistakes;
}
