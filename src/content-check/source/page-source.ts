import { type PageFrontmatter, pageSchema } from '../../event/page.ts';
import type { EntrySource } from './entry-source.ts';
import type { Finding } from './mistake.ts';

/** A page of the content folder as it is written. */
export interface PageSource extends EntrySource<PageFrontmatter> {
  /** The line that says where it stands, or the first; undefined where that cannot be read. */
  readonly addressLine: number | undefined;
}

/** The pages without which no site is built. */
const always = new Set(['404.mdx', 'privacy.mdx', 'register.mdx', 'search.mdx']);

/** A page that the site cannot do without may not wait. */
function waitingFindings(page: EntrySource<PageFrontmatter>, address: string): Finding[] {
  const waits = page.written('publish_from') !== undefined;
  if (!waits || !(always.has(page.path) || address === '/')) return [];
  const what = 'the site always needs this page';
  return [{ line: page.lineOf(['publish_from']), what, remedy: 'Remove the line.' }];
}

/** A page with the address that its frontmatter says, which counts even where other keys are wrong. */
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
