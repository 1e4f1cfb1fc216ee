import type { Event } from '../event/event.ts';
import { sessionAddress, speakerAddress } from '../programme/programme-addresses.ts';
import { isPagePublic } from '../programme/publication.ts';
import { addressesOf } from './addresses.ts';
import type { Body } from './source/body.ts';
import { componentFindings } from './text/components.ts';
import { headingFindings } from './text/headings.ts';
import { htmlFindings } from './text/html.ts';
import { imageFindings, type Pictures } from './text/images.ts';
import { linkFindings, type Targets } from './text/links.ts';
import type { Found } from './source/mistake.ts';
import type { PageSource } from './source/page-source.ts';
import type { ProgrammeTargets, WrittenProgramme } from './programme/programme-targets.ts';
import { notBefore } from './programme/unpublished-links.ts';

interface Text {
  readonly path: string;
  readonly address: string;
  readonly body: Body;
  /** Whether it is public now, so that its links may lead to nothing that is not. */
  readonly isPublic: boolean;
}

function isPublic(event: Event | undefined, { publishFrom }: PageSource, now: number): boolean {
  return event === undefined || isPagePublic(event, { publish_from: publishFrom }, now);
}

/** Where links of a public text may lead at `now` (milliseconds since the epoch). */
export function targetsOf(
  pages: readonly PageSource[],
  programme: ProgrammeTargets,
  publicFiles: ReadonlySet<string>,
  event: Event | undefined,
  now: number,
): Targets {
  const later = pages.filter((page) => !isPublic(event, page, now));
  const hidden = later.flatMap(({ address, publishFrom }) =>
    publishFrom === undefined ? [] : [[address, notBefore(publishFrom)] as const],
  );
  return {
    pages: new Map([...addressesOf(pages), ...programme.pages]),
    hidden: new Map([...programme.hidden, ...hidden]),
    publicFiles,
  };
}

function textFound({ path, address, body }: Text, targets: Targets, pictures: Pictures): Found {
  const findings = [
    ...headingFindings(body),
    ...componentFindings(body),
    ...htmlFindings(body, path),
    ...linkFindings(body, address, targets),
    ...imageFindings(body, path, pictures),
  ];
  return { path, findings };
}

/** What is wrong with the texts of pages, sessions and speakers. */
export function textsFound(
  pages: readonly PageSource[],
  { sessions, speakers }: WrittenProgramme,
  { shown }: ProgrammeTargets,
  targets: Targets,
  pictures: Pictures,
): Found[] {
  const texts: Text[] = [
    ...pages.map((page) => ({ ...page, isPublic: !targets.hidden.has(page.address) })),
    ...sessions.map(({ path, slug, body }) => {
      return { path, address: sessionAddress(slug), body, isPublic: shown.has(path) };
    }),
    ...speakers.map(({ path, slug, body }) => {
      return { path, address: speakerAddress(slug), body, isPublic: shown.has(path) };
    }),
  ];
  const later: Targets = { ...targets, hidden: new Map() };
  return texts.map((text) => textFound(text, text.isPublic ? targets : later, pictures));
}
