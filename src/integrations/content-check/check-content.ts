import { dirname, join } from 'node:path';
import type { z } from 'zod';
import { eventSchema } from '../../event/event.ts';
import { problemsSchema } from '../../event/problem.ts';
import { definitionSchema } from '../../registration/definition.ts';
import { addressesOf, addressFindings } from './addresses.ts';
import { characterFindings } from './characters.ts';
import { componentFindings } from './components.ts';
import { expiryFindings } from './expiry.ts';
import { filesIn, nameOf, textOf } from './files.ts';
import { folderFindings } from './folder.ts';
import { headingFindings } from './headings.ts';
import { imageFindings, type Pictures } from './images.ts';
import { linkFindings, type Targets } from './links.ts';
import { type Finding, type Mistake, sorted } from './mistake.ts';
import { type PageSource, readPage } from './page-source.ts';
import { textLinkFindings } from './text-links.ts';
import { readYaml, schemaFindings, type YamlSource } from './yaml-source.ts';

interface Found {
  readonly path: string;
  readonly findings: readonly Finding[];
}

const schemas = [
  ['event.yaml', eventSchema],
  ['problems.yaml', problemsSchema],
  ['registration.yaml', definitionSchema],
] as const;

function yamlFindings(schema: z.ZodType, source: YamlSource, targets: Targets): Finding[] {
  return [
    ...source.broken,
    ...schemaFindings(schema, source),
    ...textLinkFindings(source, targets),
  ];
}

function pageFound(page: PageSource, targets: Targets, pictures: Pictures): Found {
  const findings = [
    ...page.findings,
    ...headingFindings(page.body),
    ...componentFindings(page.body),
    ...linkFindings(page.body, page.address, targets),
    ...imageFindings(page.body, page.path, pictures),
  ];
  return { path: page.path, findings };
}

/**
 * Every mistake in a content folder, by file and line. Images with an absolute address are looked
 * for in the folder `public` beside it. `now` is the real moment, in milliseconds since the epoch:
 * the expiry of `security.txt` counts from it, whatever clock the event pins.
 */
export async function checkContent(folder: string, now: number = Date.now()): Promise<Mistake[]> {
  const contentFiles = new Set(await filesIn(folder));
  const inPublic = await filesIn(join(dirname(folder), 'public'));
  const publicFiles = new Set(inPublic.map((path) => `/${path}`));
  const read = (path: string) => textOf(join(folder, path));
  const pagePaths = [...contentFiles].filter((path) => /^[^/]+\.mdx$/.test(path));
  const pages = await Promise.all(pagePaths.map(async (path) => readPage(path, await read(path))));
  const targets = { pages: addressesOf(pages), publicFiles };
  const found: Found[] = [
    ...folderFindings(contentFiles).map(({ path, words: [what, remedy] }) => ({
      path,
      findings: [{ line: 1, what, remedy }],
    })),
    ...addressFindings(pages),
    ...pages.map((page) => pageFound(page, targets, { contentFiles, publicFiles })),
  ];
  for (const [path, schema] of schemas) {
    if (!contentFiles.has(path)) continue;
    const text = await read(path);
    const source = readYaml(text);
    found.push({ path, findings: characterFindings(text) });
    found.push({ path, findings: yamlFindings(schema, source, targets) });
    if (path === 'event.yaml') found.push({ path, findings: expiryFindings(source, now) });
  }
  return sorted(
    found.flatMap(({ path, findings }) =>
      findings.map((finding) => ({ file: nameOf(folder, path), ...finding })),
    ),
  );
}
