import type { Page } from '@playwright/test';

/** Attributes that an element needs for its meaning. */
const meaning = [
  'charset',
  'content',
  'datetime',
  'for',
  'href',
  'id',
  'lang',
  'maxlength',
  'method',
  'name',
  'required',
  'selected',
  'type',
  'value',
];

/**
 * Runs inside the page, without access to this module. Removes everything except text in plain
 * elements, and everything that is not visible.
 */
function strip(kept: readonly string[]): string {
  const unseen = [...document.body.querySelectorAll('*')].filter(
    (element) => !element.checkVisibility() && element.closest('select') === null,
  );
  const machinery = document.querySelectorAll(
    'style, script, link, svg, noscript, template, meta:not([charset], [name="viewport"])',
  );
  for (const element of [...unseen, ...machinery]) element.remove();
  for (const element of document.querySelectorAll('*')) {
    for (const name of element.getAttributeNames()) {
      if (!kept.includes(name)) element.removeAttribute(name);
    }
  }
  const { outerHTML } = document.documentElement;
  return `<!doctype html>${outerHTML.replace(/\s+/g, ' ')}`;
}

/**
 * The bare counterpart of a page that is open in a browser, as HTML: its visible words in plain
 * semantic elements, without style, fonts, drawings, scripts or metadata.
 */
export function bareOf(page: Page): Promise<string> {
  return page.evaluate(strip, meaning);
}
