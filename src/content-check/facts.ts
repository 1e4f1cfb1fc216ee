import type { z } from 'zod';
import { eventSchema } from '../event/event.ts';
import { definitionSchema } from '../registration/form/definition.ts';
import { wordsShape } from '../words/read-words.ts';
import { parseGroup, wordsSchema } from '../words/shape.ts';
import { ownMailsSchema } from '../registration/mail/templates.ts';
import { characterFindings, wholeFindings } from './source/characters.ts';
import { landmarkFindings } from './landmarks.ts';
import type { Targets } from './text/links.ts';
import type { Finding, Found } from './source/mistake.ts';
import { textLinkFindings } from './text/text-links.ts';
import { offeredFindings } from './offered-sessions.ts';
import { securityContactFindings } from './security-contact.ts';
import { readYaml, schemaFindings, type YamlSource } from './source/yaml-source.ts';

const schemas = [
  ['event.yaml', eventSchema],
  ['mail.yaml', ownMailsSchema],
  ['problems.yaml', wordsSchema(parseGroup(wordsShape()['problems']), 'some')],
  ['registration.yaml', definitionSchema],
  ['words.yaml', wordsSchema(wordsShape(), 'some')],
] as const;

/** Whether a file words the interface: the links in it have names, and no addresses. */
function isInterface(path: string): boolean {
  return path === 'words.yaml' || path === 'problems.yaml';
}

/** The files of facts. */
export const factFiles: ReadonlySet<string> = new Set(schemas.map(([path]) => path));

/** A file of facts as written. */
export interface Facts {
  readonly path: string;
  readonly schema: z.ZodType;
  readonly text: string;
  readonly source: YamlSource;
}

/** The files of facts among the folder's texts. */
export function factsOf(texts: ReadonlyMap<string, string>): Facts[] {
  return schemas.flatMap(([path, schema]) => {
    const text = texts.get(path);
    return text === undefined ? [] : [{ path, schema, text, source: readYaml(text) }];
  });
}

/**
 * The mistakes in a file of facts. `sessions` are the names of the session files. `now` is the real
 * time in milliseconds since the epoch.
 */
export function factsFound(
  { path, schema, text, source }: Facts,
  targets: Targets,
  sessions: readonly string[],
  now: number,
): Found {
  const whole = wholeFindings(text);
  if (whole.length > 0) return { path, findings: whole };
  const findings: Finding[] = [
    ...characterFindings(text),
    ...source.broken,
    ...schemaFindings(schema, source),
    ...(isInterface(path) ? [] : textLinkFindings(source, targets)),
    ...(path === 'event.yaml'
      ? [...securityContactFindings(source, targets, now), ...landmarkFindings(source)]
      : []),
    ...(path === 'registration.yaml' ? offeredFindings(source, sessions) : []),
  ];
  return { path, findings };
}
