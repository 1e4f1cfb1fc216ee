import type { Path } from '../../explain/explain-shape.ts';
import { linksInText, type Targets } from './links.ts';
import type { Finding } from '../source/mistake.ts';
import type { YamlSource } from '../source/yaml-source.ts';

function textsIn(value: unknown, path: Path = []): { path: Path; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((item, index) => textsIn(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, [...path, key]));
}

/** The links in the words of a YAML file that lead nowhere. */
export function textLinkFindings(source: YamlSource, targets: Targets): Finding[] {
  return textsIn(source.value).flatMap(({ path, text }) =>
    linksInText(text, targets).map(([what, remedy]) => ({
      line: source.lineOf(path),
      what,
      remedy,
    })),
  );
}
