import { html, raw } from 'hono/html';

/** HTML that is ready to send, with every text in it escaped. */
export type Markup = ReturnType<typeof raw>;

export { raw };

type Part = Markup | string | undefined | readonly Markup[];

/** An HTML template: texts are escaped, markup is kept as it is, undefined is left out. */
export function markup(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  const result = html(strings, ...parts);
  if (result instanceof Promise) throw new TypeError('A template waits for nothing.');
  return result;
}

/**
 * Attributes, each after a space. Text is escaped, true is a bare name, false and undefined are
 * left out.
 */
export function attributes(values: Record<string, string | boolean | undefined>): Markup[] {
  return Object.entries(values).map(([name, value]) => {
    if (value === undefined || value === false) return markup``;
    return value === true ? markup` ${name}` : markup` ${name}="${value}"`;
  });
}
