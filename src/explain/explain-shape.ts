import { z } from 'zod';
import { memoize } from '../event/memoize.ts';

/** A path in a content file: keys and, in lists, indexes from 0. */
export type Path = readonly (string | number)[];

type Shape = z.core.JSONSchema.BaseSchema;

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** The value at a path, or undefined if there is none. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (outer, key) => (isGroup(outer) ? Reflect.get(outer, key) : undefined),
    value,
  );
}

/** The one of several shapes whose fixed words, such as a question's `type`, match the value. */
function matching(shape: Shape, value: unknown): Shape {
  const choices = shape.oneOf ?? shape.anyOf ?? [];
  const match = choices.find((choice) =>
    Object.entries(choice.properties ?? {}).some(
      ([key, inner]) =>
        typeof inner === 'object' &&
        inner.const !== undefined &&
        inner.const === valueAt(value, [key]),
    ),
  );
  return match ?? shape;
}

function part(shape: Shape, key: string | number): Shape | undefined {
  const inner = typeof key === 'number' ? shape.items : shape.properties?.[key];
  return typeof inner === 'object' && !Array.isArray(inner) ? inner : undefined;
}

/** The shape below a key. If several shapes give it fixed words, a choice of all of them. */
function below(shape: Shape, key: string | number): Shape {
  const fixed = (shape.oneOf ?? []).flatMap((choice) => part(choice, key)?.const ?? []);
  return part(shape, key) ?? (fixed.length > 0 ? { enum: fixed } : {});
}

const jsonSchemaOf = memoize((schema: z.ZodType) =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
);

/** What a schema requires at `path`, as JSON Schema (2020-12). */
export function shapeAt(schema: z.ZodType, value: unknown, path: Path): Shape {
  let shape: Shape = matching(jsonSchemaOf(schema), value);
  path.forEach((key, index) => {
    shape = matching(below(shape, key), valueAt(value, path.slice(0, index + 1)));
  });
  return shape;
}
