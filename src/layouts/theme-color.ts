import tokens from '../styles/tokens.css?raw';

/** A colour of the theme by day and by night, in CSS notation. */
export interface Color {
  readonly day: string;
  readonly night: string;
}

/**
 * Reads a colour of the theme for use outside style sheets: a manifest, a picture, a meta element.
 * @param name the token without its prefix: `paper` for `--color-paper`
 * @param css the sheet with the tokens
 * @throws Error if the sheet has no such token, or does not use `light-dark()` for it
 */
export function themeColor(name: string, css: string = tokens): Color {
  const pattern = new RegExp(String.raw`--color-${name}:\s*light-dark\((#\w+),\s*(#\w+)\);`);
  const [, day, night] = pattern.exec(css) ?? [];
  if (day === undefined || night === undefined) {
    throw new Error(
      `src/styles/tokens.css has no colour "${name}". ` +
        `Write it as "--color-${name}: light-dark(#rrggbb, #rrggbb);".`,
    );
  }
  return { day, night };
}
