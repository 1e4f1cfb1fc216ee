import { readFile, rm } from 'node:fs/promises';
import { format, parse as parsePath } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { addressOf, type Deployment } from '../../delivery/deployment.ts';
import type { Event } from '../../event/event.ts';
import { codeKeyOf } from '../access/invitation-access.ts';
import { csvText, originalCell } from '../export/csv.ts';
import { writeNew } from '../export/export-file.ts';
import { isLocal } from '../hosts/mailing.ts';
import type { KeyedHash } from '../record/keyed-hash.ts';
import type { Store } from '../store/store.ts';

/** What making invitations needs. */
export interface Inviting {
  readonly store: Store;
  readonly hash: KeyedHash;
  readonly event: Event;
  readonly deployment: Deployment;
}

/** What was made, what the organiser must know, and whether nobody in the file was left out. */
export interface Invited {
  readonly text: string;
  readonly notes: readonly string[];
  readonly done: boolean;
}

/** A guest with the code of an invitation. */
export interface Code {
  readonly name: string;
  readonly address: string;
  readonly code: string;
}

/** The file for the codes of a list, and the one in which they wait until their invitations are stored. */
export interface CodeFiles {
  readonly codes: string;
  readonly pending: string;
}

/** The files for the codes of a list of guests. */
export function codeFilesFor(list: string): CodeFiles {
  const { dir, name } = parsePath(list);
  const codes = format({ dir, name: `${name}-codes`, ext: '.csv' });
  return { codes, pending: `${codes}.pending` };
}

/** Writes the codes with the numbers of their invitations, for the organiser alone. */
export async function writeCodes(
  deployment: Deployment,
  { codes, pending }: CodeFiles,
  made: readonly (Code & { readonly number: number | undefined })[],
): Promise<void> {
  const page = addressOf(deployment, '/register/');
  const rows = made.map(({ number, name, address, code }) => [
    String(number),
    name,
    address,
    code,
    `${page}#${code}`,
  ]);
  await writeNew(codes, csvText([['number', 'name', 'e-mail', 'code', 'link'], ...rows])).catch(
    (cause: unknown) => {
      const reason = cause instanceof Error ? cause.message : '';
      const remedy = `The invitations are made, and their codes are in ${pending}: run the command again.`;
      throw new Error(`${reason} ${remedy}`, { cause });
    },
  );
  await rm(pending, { force: true });
}

/** Writes the codes of invitations that are not stored yet. */
export async function writePending({ pending }: CodeFiles, codes: readonly Code[]): Promise<void> {
  const rows = codes.map(({ name, address, code }) => [name, address, code]);
  await writeNew(pending, csvText(rows));
}

const pendingRows = z.array(z.tuple([z.string(), z.string(), z.string()]));

/**
 * Ends what an interrupted run began: its invitations are stored, so their codes are written as they
 * would have been.
 * @throws Error with one sentence if they are not.
 */
export async function finish(
  { store, hash, deployment }: Inviting,
  files: CodeFiles,
): Promise<Invited> {
  const text = await readFile(files.pending, 'utf8');
  const rows = pendingRows.parse(parse(text, { bom: true }));
  const made: (Code & { readonly number: number })[] = [];
  for (const [name, address, code] of rows) {
    const held = await store.invitation(await codeKeyOf({ hash }, code));
    if (held === undefined) {
      throw new Error(
        `${files.pending} is left from a run that was interrupted before it made invitations in this ` +
          'database: its codes are worthless. Delete it, and run the command again.',
      );
    }
    made.push({
      name: originalCell(name),
      address: originalCell(address),
      code,
      number: held.number,
    });
  }
  await writeCodes(deployment, files, made);
  const words = `An earlier run was interrupted. The ${made.length} invitations that it made stand, and`;
  return {
    text: `${words} their codes are in ${files.codes}, and nowhere else. Run the command again for other guests.`,
    notes: localNotes(deployment),
    done: true,
  };
}

/** Says where the links lead to this machine, which no guest can open. */
export function localNotes({ site }: Deployment): string[] {
  if (!isLocal(new URL(site))) return [];
  return [
    `The links lead to ${site}, which is this machine: set SITE_URL to the address of the site, ` +
      'and change the links in the file, or revoke these invitations and make others.',
  ];
}
