import type { MdxJsxFlowElement, MdxJsxTextElement } from 'satteri';
import {
  type AuthorComponent,
  authorComponents,
  authorElements,
  languageAttributes,
} from '../../event/author-components.ts';
import type { Event } from '../../event/event.ts';
import { choiceOf, didYouMean } from '../../explain/nearest.ts';
import type { Words } from '../../explain/explain-codes.ts';
import { wordsOf } from '../../markdown/read-markdown.ts';
import { type Body, type Placed } from '../source/body.ts';
import { unknownComponent } from '../source/component-words.ts';
import type { Finding } from '../source/mistake.ts';

type Element = MdxJsxFlowElement | MdxJsxTextElement;
type Attribute = Element['attributes'][number];

function attributeWords(name: string, attribute: Attribute, known: readonly string[]): Words[] {
  if (attribute.type === 'mdxJsxExpressionAttribute') {
    return [[`the braces in <${name}> are code, which is not allowed in content`, 'Remove them.']];
  }
  const { name: written, value } = attribute;
  if (!known.includes(written)) {
    return [[`<${name}> has no attribute "${written}"`, didYouMean(written, known)]];
  }
  if (typeof value === 'object' && value !== null) {
    return [
      [
        `"${written}" of <${name}> has code as its value`,
        `Write ${written}="words" without braces.`,
      ],
    ];
  }
  return value?.trim()
    ? []
    : [[`"${written}" of <${name}> is empty`, `Write a value: ${written}="words".`]];
}

function holdsImage(element: Element): boolean {
  const inside = (node: Placed['node']): boolean =>
    node.type === 'image' || ('children' in node && node.children.some(inside));
  return inside(element);
}

function contentWords(name: string, element: Element, { holds }: AuthorComponent): Words[] {
  const words = wordsOf(element).trim();
  if (holds === undefined) {
    return element.children.length === 0
      ? []
      : [[`<${name}> does not show what is inside it`, `Write just <${name} />.`]];
  }
  if (holds === 'an image' && !holdsImage(element)) {
    const example = '![alternative text](picture.jpg)';
    return [[`<${name}> contains no image`, `Write ${example} between its two tags.`]];
  }
  return holds === 'words' && words === '' && !holdsImage(element)
    ? [[`<${name}> contains no text`, `Write some between its two tags, or remove it.`]]
    : [];
}

function factsWords(name: string, { shows }: AuthorComponent, event: Event | undefined): Words[] {
  if (shows === undefined || event === undefined) return [];
  const isThere = shows === 'landmarks' ? event.landmarks.length > 0 : event[shows] !== undefined;
  return isThere
    ? []
    : [
        [
          `<${name} /> has nothing to show, since event.yaml has no "${shows}"`,
          `Add "${shows}" there, or remove <${name} /> here.`,
        ],
      ];
}

function elementWords(element: Element, event: Event | undefined): Words[] {
  const { name, attributes } = element;
  if (name === null) return [['"<>" is code, which is not allowed in content', 'Remove it.']];
  const ofElement = authorElements.get(name);
  const component = authorComponents.get(name);
  if (ofElement === undefined && component === undefined) return [unknownComponent(name)];
  const known = component?.attributes ?? [...(ofElement ?? []), ...languageAttributes];
  const wrong = attributes.flatMap((attribute) => attributeWords(name, attribute, known));
  if (component === undefined) return wrong;
  const named = new Set(attributes.map((one) => ('name' in one ? one.name : '')));
  const missing = component.required.filter((one) => !named.has(one));
  const lacks = missing.map((one): Words => {
    return [`<${name}> has no ${choiceOf([one])}`, `Write <${name} ${one}="words">.`];
  });
  return [
    ...wrong,
    ...lacks,
    ...contentWords(name, element, component),
    ...factsWords(name, component, event),
  ];
}

function codeWords(value: string): Words | undefined {
  const comment = /^(\s*\/\*[^]*?\*\/\s*)*$/.test(value);
  return comment
    ? undefined
    : [
        `{${value}} is code, which is not allowed in content`,
        'Write \\{ and \\} to show the braces.',
      ];
}

function wordsFor({ node }: Placed, event: Event | undefined): Words[] {
  if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') {
    return elementWords(node, event);
  }
  if (node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression') {
    const words = codeWords(node.value);
    return words === undefined ? [] : [words];
  }
  if (node.type !== 'mdxjsEsm') return [];
  const keyword = /^\w+/.exec(node.value)?.[0] ?? '';
  return [
    [
      `a line that starts with "${keyword}" is code, which is not allowed in content`,
      /['"{}=]/.test(node.value)
        ? 'Remove it: components need no import.'
        : 'Start the sentence with another word.',
    ],
  ];
}

/**
 * The components, elements and code in a body that are not allowed there, or are used wrongly, and
 * the components for which the event has no facts.
 */
export function componentFindings({ nodes }: Body, event: Event | undefined): Finding[] {
  return nodes.flatMap((placed) =>
    wordsFor(placed, event).map(([what, remedy]) => ({ line: placed.line, what, remedy })),
  );
}
