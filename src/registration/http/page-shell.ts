import type { Deployment } from '../../delivery/deployment.ts';
import { fillIn } from '../../words/text.ts';
import type { Words } from '../../words/words.ts';
import { markup } from '../form/question/html.ts';

/** The site's registration page, prepared for a reply of the endpoint. */
export interface Shell {
  readonly page: string;
  /** The hashes of its inline style sheets, for the Content-Security-Policy. */
  readonly styleHashes: readonly string[];
}

const tag = (names: string): RegExp =>
  new RegExp(String.raw`<(?:${names})\b(?:"[^"]*"|'[^']*'|[^>"'])*>`, 'gi');
const metas = tag('meta');
const links = tag('link');
const scripts = /<script\b[\s\S]*?<\/script\s*>/gi;
const styles = /(<style\b[^>]*>)([\s\S]*?)(<\/style\s*>)/gi;
const title = /(<title\b[^>]*>)([\s\S]*?)(<\/title\s*>)/i;
const main = /(<main\b[^>]*>)([\s\S]*)(<\/main\s*>)/i;
const form = /<form\b[^>]*\bdata-registration\b[^>]*>[\s\S]*?<\/form\s*>/i;

const sectionRule = /<div\b[^>]*\bclass="section-rule"[\s\S]*?<\/div\s*>/i;

const neededMeta = /\bcharset=|\bname=["']?(?:viewport|color-scheme|theme-color)\b/i;
const ownFiles = /\brel=["']?(?:stylesheet|icon)\b/i;

/** A plain page in case the site's own is not available. */
export const bareShell = ({ language }: Words): Shell => ({
  page:
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">` +
    '<meta name="viewport" content="width=device-width, initial-scale=1"><title></title></head>' +
    '<body><main></main></body></html>',
  styleHashes: [],
});

/** The CSP hash of an inline style sheet or script (CSP Level 3, `sha256-…`). */
export async function hashOf(inlined: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(inlined));
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}

/**
 * Removes from the built page what a reply must not have: scripts, and everything about the page
 * itself for search engines and other sites. If the endpoint is elsewhere, links lead back to the
 * site, and the site's files, which other origins cannot load, are left out.
 */
export async function readShell(
  built: string,
  { site, together }: Pick<Deployment, 'site' | 'together'>,
): Promise<Shell> {
  const { origin } = new URL(site);
  let page = built
    .replace(scripts, '')
    .replace(metas, (meta) => (neededMeta.test(meta) ? meta : ''))
    .replace(links, (link) => (together && ownFiles.test(link) ? link : ''))
    .replace(title, (whole) => `${whole}<meta name="robots" content="noindex">`);
  if (!together) {
    page = page
      .replace(styles, (_, open: string, style: string, close: string) =>
        [open, style.replace(/@font-face\s*\{[^}]*\}/g, ''), close].join(''),
      )
      .replace(/(\s(?:href|src)=")(\/(?!\/)[^"]*")/g, (_, name: string, path: string) =>
        [name, origin, path].join(''),
      );
  }
  const sheets = Array.from(page.matchAll(styles), ([, , style = '']) => style);
  return { page, styleHashes: await Promise.all(sheets.map(hashOf)) };
}

/** The drawn rule below the heading of the built page, as HTML; empty if it has none. */
export function ruleOf({ page }: Shell): string {
  return sectionRule.exec(page)?.[0] ?? '';
}

/** The shell with another title, as plain text, and another main content, as HTML. */
export function withMain({ page }: Shell, words: string, content: string): string {
  // Functions, because "$&" in an answer has a meaning in a replacement text.
  return page
    .replace(title, (_, open: string, __, close: string) => `${open}${markup`${words}`}${close}`)
    .replace(main, (_, open: string, __, close: string) => `${open}${content}${close}`);
}

/** The same page with the form as it was sent. */
export function withForm(shell: Shell, words: Words, filled: string): string {
  const { page } = shell;
  return form.test(page)
    ? page.replace(form, () => filled)
    : withMain(shell, words.form.send, filled);
}

/** The same page with an error summary first, and the form as it was sent. */
export function withErrors(
  shell: Shell,
  { form: { script } }: Words,
  summary: string,
  filled: string,
): string {
  const { page } = shell;
  if (!form.test(page)) return withMain(shell, script.problem, summary + filled);
  return page
    .replace(title, (_, open: string, words: string, close: string) =>
      [open, fillIn(`${markup`${script.title}`}`, { title: words }), close].join(''),
    )
    .replace(form, () => filled)
    .replace(main, (_, open: string, content: string, close: string) =>
      [open, summary, content, close].join(''),
    );
}
