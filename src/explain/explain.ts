import type { z } from 'zod';
import { codeWords, type Words } from './explain-codes.ts';
import { type Path, shapeAt, valueAt } from './explain-shape.ts';
import { emptyWords, shown, sizeWords, typeWords } from './explain-types.ts';
import { didYouMean, nearest } from './nearest.ts';

/** One mistake in a content file: where it is, what is wrong and what to do. */
export interface Explanation {
  /** The path whose line to show. For a missing key, the group that should have it. */
  readonly path: Path;
  /** Without a full stop, since it follows `file:line: `. */
  readonly what: string;
  /** One sentence. */
  readonly remedy: string;
}

type Issue = z.core.$ZodIssue;

interface Content {
  readonly schema: z.ZodType;
  readonly value: unknown;
}

function pathOf(issue: Issue): (string | number)[] {
  return issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
}

function keyOf(path: Path): string {
  const last = path.at(-1);
  return typeof last === 'string' ? last : '';
}

/** The name of a path in a sentence: `"street"`, `entry 3 of "kinds"`, `the file`. */
function labelOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'the file';
  if (typeof last === 'string') return `"${last}"`;
  return `entry ${last + 1} of ${labelOf(path.slice(0, -1))}`;
}

function isRequired({ schema, value }: Content, path: Path): boolean {
  const group = shapeAt(schema, value, path.slice(0, -1));
  return group.required === undefined || group.required.includes(keyOf(path));
}

function missing(content: Content, path: Path): Explanation {
  const group = path.slice(0, -1);
  const choice = shapeAt(content.schema, content.value, path).enum;
  const values = choice?.filter((item) => typeof item === 'string').join(', ');
  return {
    path: group,
    what: `"${keyOf(path)}" is missing${group.length === 0 ? '' : ` in ${labelOf(group)}`}`,
    remedy: `Add a line that starts with "${keyOf(path)}:"${values ? ` followed by one of: ${values}` : ''}.`,
  };
}

function chosen(written: unknown, values: readonly unknown[]): Words {
  const known = values.filter((value) => typeof value === 'string');
  return [
    `${shown(written)} is not one of the options here`,
    didYouMean(typeof written === 'string' ? written : '', known),
  ];
}

function codeExplanation({ value }: Content, issue: Issue, path: Path): Words | undefined {
  const params = issue.code === 'custom' ? (issue.params ?? {}) : {};
  return codeWords.get(issue.message)?.({
    written: String(valueAt(value, path)),
    key: keyOf(path),
    beside: (key) => valueAt(value, [...path.slice(0, -1), key]),
    params,
  });
}

function wordsFor(content: Content, issue: Issue, path: Path): Words {
  const written = valueAt(content.value, path);
  const label = labelOf(path);
  const empty = typeof written === 'string' && written.trim() === '';
  if (path.length > 0 && (written === null || empty)) {
    return emptyWords(keyOf(path), label, isRequired(content, path));
  }
  const coded = codeExplanation(content, issue, path);
  if (coded !== undefined) return coded;
  const shape = shapeAt(content.schema, content.value, path);
  if (issue.code === 'invalid_type') {
    const needed = shape.type === 'integer' ? 'int' : issue.expected;
    return typeWords(needed, written, keyOf(path), label);
  }
  if (issue.code === 'invalid_value') return chosen(written, issue.values);
  if (issue.code === 'invalid_union') return chosen(written, shape.enum ?? []);
  if (issue.code === 'too_small' || issue.code === 'too_big') {
    return sizeWords(written, label, {
      least: shape.minimum ?? shape.minItems,
      most: shape.maximum ?? shape.maxLength ?? shape.maxItems,
    });
  }
  if (issue.code === 'invalid_format' && issue.format === 'email') {
    return [`${shown(written)} is not an e-mail address`, 'Write it as name@example.org.'];
  }
  return [`${label} is invalid (${issue.message})`, 'Correct it.'];
}

function unknownKeys(content: Content, path: Path, keys: readonly string[]): Explanation[] {
  const { properties = {} } = shapeAt(content.schema, content.value, path);
  const written = valueAt(content.value, path);
  const taken = new Set(
    typeof written === 'object' && written !== null ? Object.keys(written) : [],
  );
  const free = Object.keys(properties).filter((name) => !taken.has(name));
  return keys.map((key) => ({
    path: [...path, key],
    what: `the key "${key}" is not known here`,
    remedy:
      nearest(key, free) === undefined
        ? `Remove it; the known keys are ${Object.keys(properties).join(', ')}.`
        : didYouMean(key, free),
  }));
}

/** A missing key needs no line of its own if an unknown key beside it is a misspelling of it. */
function isMisspelt(path: Path, issues: readonly Issue[]): boolean {
  const group = path.slice(0, -1).join('\n');
  return issues.some(
    (issue) =>
      issue.code === 'unrecognized_keys' &&
      pathOf(issue).join('\n') === group &&
      issue.keys.some((key) => nearest(key, [keyOf(path)]) !== undefined),
  );
}

/**
 * The mistakes in a file's content by its schema, in an editor's words, each with what to do. Empty
 * if the content is right. Never throws. The caller adds file and line.
 */
export function explain(schema: z.ZodType, value: unknown): Explanation[] {
  const issues = schema.safeParse(value).error?.issues ?? [];
  const content = { schema, value };
  return issues.flatMap((issue): Explanation[] => {
    const path = pathOf(issue);
    if (issue.code === 'unrecognized_keys') return unknownKeys(content, path, issue.keys);
    if (path.length > 0 && valueAt(value, path) === undefined) {
      return isMisspelt(path, issues) ? [] : [missing(content, path)];
    }
    const [what, remedy] = wordsFor(content, issue, path);
    return [{ path, what, remedy }];
  });
}
