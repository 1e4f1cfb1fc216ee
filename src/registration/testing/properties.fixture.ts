import * as fc from 'fast-check';

/** How properties are tested. A failure prints the seed, the path and the smallest case. */
export const runs = { seed: 20170215, numRuns: 300 } as const;

const hazards = [
  ...Array.from(
    '=+-@＝＋－＠\'"\t\r\n\0 \u00A0,;|<&\uFEFF\u0001\u0085\u2028\uFFFD\uFFFE\u{1FFFE}\u0301',
  ),
  ...Array.from('_x0a李🎓'),
  ']]>',
  'x0041',
  '_x0041_',
  '&lt;',
];

/** Any text without lone surrogates, mostly of characters that are hard to write and read back. */
export const anyText = fc.oneof(
  fc.array(fc.constantFrom(...hazards), { maxLength: 8 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom('__proto__', 'constructor', 'toString', '+31 70 123 45 67', '007', '1E5'),
);

/** Rows of texts, all equally long. */
export const anyRows = fc.integer({ min: 1, max: 4 }).chain((width) =>
  fc.array(fc.array(anyText, { minLength: width, maxLength: width }), {
    minLength: 1,
    maxLength: 5,
  }),
);
