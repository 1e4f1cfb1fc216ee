import { firstWords } from '../markdown/plain-text.ts';
import { portableMarkdown } from '../markdown/portable-markdown.ts';
import { readMarkdown } from '../markdown/read-markdown.ts';
import { sessionAddress } from './programme-addresses.ts';
import { addressOf, type Deployment } from '../delivery/deployment.ts';

/** The longest description in search results and feeds, in characters. */
const longest = 200;

/** The text below a file's frontmatter, and the file, whose ending says whether it is MDX. */
export interface Body {
  readonly text: string;
  readonly path: string;
}

function shortened(text: string): string {
  if (text.length <= longest) return text;
  const cut = text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '');
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), longest / 2)).replace(/[,;:.\s]+$/, '')}…`;
}

/**
 * What a session is about in a sentence or two of plain text: its description, or else the first
 * paragraph of its abstract, cut at a word; empty if there is neither.
 */
export function descriptionOf(
  { description }: { readonly description?: string | undefined },
  { text, path }: Body,
): string {
  return description ?? shortened(firstWords(readMarkdown(text, path)));
}

/** What exports say about the public sessions, by slug. */
export interface SessionTexts {
  /** What each session is about in a sentence or two of plain text. */
  readonly descriptions: ReadonlyMap<string, string>;
  /** The abstracts in Markdown for readers elsewhere, if they are longer than that. */
  readonly abstracts: ReadonlyMap<string, string>;
}

/** An abstract with complete addresses. */
function exportedAbstract(
  { text, path }: Body,
  deployment: Pick<Deployment, 'site'>,
  slug: string,
) {
  const own = addressOf(deployment, sessionAddress(slug));
  const complete = (url: string) => {
    if (/^\/(?!\/)/.test(url)) return addressOf(deployment, url);
    return URL.canParse(url, own) ? new URL(url, own).href : url;
  };
  return portableMarkdown(readMarkdown(text, path), complete);
}

/** The texts of sessions for exports, from the bodies of their files by slug. */
export function sessionTexts(
  sessions: Iterable<{ readonly slug: string; readonly description?: string | undefined }>,
  bodies: ReadonlyMap<string, Body>,
  deployment: Pick<Deployment, 'site'>,
): SessionTexts {
  const descriptions = new Map<string, string>();
  const abstracts = new Map<string, string>();
  for (const session of sessions) {
    const { slug } = session;
    const body = bodies.get(slug) ?? { text: '', path: '' };
    const description = descriptionOf(session, body);
    const abstract = exportedAbstract(body, deployment, slug);
    descriptions.set(slug, description);
    if (abstract !== '' && abstract !== description) abstracts.set(slug, abstract);
  }
  return { descriptions, abstracts };
}
