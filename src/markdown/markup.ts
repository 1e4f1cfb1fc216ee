import {
  defineHastPlugin,
  type HastNode,
  type HastPluginDefinition,
  type HastVisitorContext,
} from 'satteri';

/** What a page says about its footnotes. */
export interface FootnoteWords {
  readonly footnotes: string;
  /** `number` is that of the note, and of its place if it has several: `1-2`. */
  readonly backToNote: (number: string) => string;
}

type ElementNode = Extract<HastNode, { type: 'element' }>;

/** A column's alignment as a class: the pages' policy allows no style in an element. */
function alignCell(cell: Readonly<ElementNode>, context: HastVisitorContext): void {
  const [, side] = /text-align: (center|right)/.exec(String(cell.properties['style'])) ?? [];
  context.setProperty(cell, 'style', null);
  if (side !== undefined) context.setProperty(cell, 'className', [`cell-${side}`]);
}

/** What is too wide for a page scrolls by itself, and can do so with the keyboard. */
function letScroll(node: Readonly<ElementNode>, context: HastVisitorContext): void {
  if (node.tagName === 'pre') {
    context.setProperty(node, 'tabIndex', 0);
    return;
  }
  const properties = { className: ['table-scroll'], tabIndex: 0 };
  context.wrapNode(node, { type: 'element', tagName: 'div', properties, children: [] });
}

/** A box of a list of tasks cannot be ticked here: it is a sign, and no control without a name. */
function drawTick(box: Readonly<ElementNode>, context: HastVisitorContext): void {
  context.replaceNode(box, { type: 'text', value: box.properties['checked'] === true ? '☑' : '☐' });
}

function sayInFootnotes(
  node: Readonly<ElementNode>,
  context: HastVisitorContext,
  words: () => FootnoteWords,
): void {
  if (node.properties['id'] === 'footnote-label') {
    context.setProperty(node, 'className', ['visually-hidden']);
    context.setProperty(node, 'children', [{ type: 'text', value: words().footnotes }]);
    return;
  }
  const [number] = /[\d-]+$/.exec(String(node.properties['ariaLabel'])) ?? [];
  if (node.properties['dataFootnoteBackref'] === undefined || number === undefined) return;
  context.setProperty(node, 'ariaLabel', words().backToNote(number));
}

/**
 * Fits the markup of Markdown to this site: classes in place of styles in elements, tables and code
 * that scroll by themselves, and footnotes that speak the event's language.
 * @param words is asked when a page has footnotes
 */
export function markup(words: () => FootnoteWords): HastPluginDefinition {
  return defineHastPlugin({
    name: 'markup',
    element: [
      { filter: ['th', 'td'], visit: alignCell },
      { filter: ['table', 'pre'], visit: letScroll },
      { filter: ['input'], visit: drawTick },
      {
        filter: ['h2', 'a'],
        visit: (node, context) => {
          sayInFootnotes(node, context, words);
        },
      },
    ],
  });
}
