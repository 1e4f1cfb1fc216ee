import { getCollection, getEntry } from 'astro:content';
import { deploymentFrom, pathOf, type Deployment } from '../delivery/deployment.ts';
import type { Event, Phase } from '../event/event.ts';
import { pageAddress, type PageFrontmatter } from '../event/page.ts';
import { eventNow, phaseAt } from '../event/phase.ts';
import { isWords, type Words } from '../words/words.ts';
import { isPagePublic } from '../programme/publication.ts';

/** A page of the content folder, with its address on this site. */
export interface SitePage {
  readonly id: string;
  /** Its address below the site's root: `/venue/`. */
  readonly address: string;
  /** Its path on the host: `/some/path/venue/`. */
  readonly path: string;
  readonly frontmatter: PageFrontmatter;
}

/** What every page needs: the event, the deployment, the pages, and the current moment. */
export interface Site {
  readonly event: Event;
  /** The interface's words in the event's language. */
  readonly words: Words;
  readonly deployment: Deployment;
  readonly pages: readonly SitePage[];
  /** The event's current moment, in milliseconds since the epoch. */
  readonly now: number;
  readonly phase: Phase;
}

async function read(): Promise<Site> {
  const entry = await getEntry('event', 'event');
  if (entry === undefined) throw new Error('content/event.yaml is missing. Put it back.');
  const event = entry.data;
  const words = (await getEntry('words', 'words'))?.data;
  if (!isWords(words)) throw new Error('src/words/en.yaml is missing. Put it back.');
  const deployment = deploymentFrom(process.env);
  const now = eventNow(event);
  // A build never reads a page before its moment. The development server does.
  const entries = (await getCollection('pages')).filter(({ data }) =>
    isPagePublic(event, data, now),
  );
  const pages = entries.map(({ id, data }) => {
    const address = pageAddress(id, data);
    return { id, address, path: pathOf(deployment, address), frontmatter: data };
  });
  return { event, words, deployment, pages, now, phase: phaseAt(event, now) };
}

let built: Promise<Site> | undefined;

/**
 * The site, from the content collections and the environment. A build reads it once. The
 * development server reads it each time, since the content may change.
 * @throws Error if `content/event.yaml` is missing.
 */
export function readSite(): Promise<Site> {
  if (import.meta.env.DEV) return read();
  built ??= read();
  return built;
}

/** The pages in the header, in order. */
export function navigationPages(pages: readonly SitePage[]): { path: string; name: string }[] {
  return pages
    .flatMap(({ path, frontmatter: { navigation } }) =>
      navigation === undefined ? [] : [{ path, ...navigation }],
    )
    .toSorted((one, other) => one.place - other.place);
}
