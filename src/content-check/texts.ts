import type { Present } from '../programme/collections.ts';
import { addressesOf } from './addresses.ts';
import { componentFindings } from './text/components.ts';
import { headingFindings } from './text/headings.ts';
import { htmlFindings } from './text/html.ts';
import { imageFindings, type Pictures } from './text/images.ts';
import { linkFinding, linkFindings, type Targets } from './text/links.ts';
import { proseFindings } from './text/prose.ts';
import type { Finding, Found } from './source/mistake.ts';
import type { EntrySource } from './source/entry-source.ts';
import { entriesBelow, type Written } from './source/written.ts';
import type { ProgrammeTargets } from './programme/programme-targets.ts';
import { notBefore } from './programme/unpublished-links.ts';

/** Whether an entry is not public yet, so that no public text may link to it. */
function waits({ frontmatter, isPublic }: EntrySource<unknown>, present: Present): boolean {
  return frontmatter !== undefined && !isPublic(present);
}

/**
 * Where links in a public text may lead. If the event's facts are unknown, everything counts as
 * public.
 */
export function targetsOf(
  written: Written,
  programme: ProgrammeTargets,
  found: Pick<Targets, 'publicFiles' | 'foreign'>,
  present: Present | undefined,
): Targets {
  const all = present === undefined ? [] : [...written.pages, ...entriesBelow(written)];
  const hidden = all.flatMap((entry) => {
    const from = entry.written('publish_from');
    return present !== undefined && typeof from === 'string' && waits(entry, present)
      ? [[entry.address, notBefore(from)] as const]
      : [];
  });
  return {
    pages: new Map([...addressesOf(written.pages), ...programme.pages]),
    hidden: new Map([...hidden, ...programme.hidden]),
    ...found,
  };
}

/** The links in an entry's frontmatter that lead nowhere. */
function listedLinks(
  { written, lineOf, address }: EntrySource<unknown>,
  targets: Targets,
): Finding[] {
  const links = written('links');
  if (!Array.isArray(links)) return [];
  return links.flatMap((_, index) => {
    const url = written('links', index, 'url');
    const line = lineOf(['links', index, 'url']);
    return typeof url === 'string' ? linkFinding(url.trim(), line, address, targets) : [];
  });
}

/** The mistakes in the texts of all files. Unpublished ones may also link to unpublished pages. */
export function textsFound(
  written: Written,
  targets: Targets,
  pictures: Pictures,
  present: Present | undefined,
): Found[] {
  const later: Targets = { ...targets, hidden: new Map() };
  return [...written.pages, ...entriesBelow(written)].map((entry) => {
    const { path, address, body } = entry;
    const isPublic = present !== undefined && entry.isPublic(present);
    const findings = [
      ...headingFindings(body),
      ...proseFindings(body),
      ...componentFindings(body, present?.event),
      ...htmlFindings(body, path),
      ...linkFindings(body, address, isPublic ? targets : later),
      ...listedLinks(entry, isPublic ? targets : later),
      ...imageFindings(body, path, pictures),
    ];
    return { path, findings };
  });
}
