import { type Fields, fieldsIn, lineIn, listIn } from './source-fields.ts';

/** What a source may have beside a session's text, for which the content has no place. */
const besides: readonly (readonly [string, string])[] = [
  ['logo', 'its logo was left out'],
  ['license', 'its licence was left out'],
];

function isPresent(value: unknown): boolean {
  return lineIn(value) !== undefined || listIn(value).some((one) => typeof one !== 'string');
}

/** What of a session the import leaves out, in words without a full stop. */
export function omissionsIn(event: Fields): string[] {
  const recording = fieldsIn(event['recording']);
  const isLicensed = lineIn(recording['license']) !== undefined;
  return [
    ...besides.flatMap(([key, words]) => (isPresent(event[key]) ? [words] : [])),
    ...(isLicensed ? ['the licence of its recording was left out'] : []),
  ];
}
