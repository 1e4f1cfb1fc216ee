import { type PageFrontmatter, pageSchema } from '../../event/page.ts';
import type { EntrySource } from './entry-source.ts';
import type { Finding } from './mistake.ts';

/** A page of the content folder as written. */
export interface PageSource extends EntrySource<PageFrontmatter> {
  /** The line with the address, or the first line; undefined if the address is unreadable. */
  readonly addressLine: number | undefined;
}

/** The pages that every build needs. */
const always = new Set(['404.mdx', 'privacy.mdx', 'register.mdx', 'search.mdx']);

/** A page that every site needs cannot have a later publication date. */
function waitingFindings(page: EntrySource<PageFrontmatter>, address: string): Finding[] {
  const waits = page.written('publish_from') !== undefined;
  if (!waits || !(always.has(page.path) || address === '/')) return [];
  const what = 'the site always needs this page';
  return [{ line: page.lineOf(['publish_from']), what, remedy: 'Remove the line.' }];
}

/** A page with the address from its frontmatter, which counts even if other keys are wrong. */
export function withOwnAddress(page: EntrySource<PageFrontmatter>): PageSource {
  const { data, success } = pageSchema.shape.address.safeParse(page.written('address'));
  const address = data ?? page.address;
  const isRead = success && page.written() !== undefined;
  const addressLine = page.lineOf(data === undefined ? [] : ['address']);
  return {
    ...page,
    address,
    addressLine: isRead ? addressLine : undefined,
    findings: [...page.findings, ...waitingFindings(page, address)],
  };
}
