import { didYouMean } from './nearest.ts';

/** What a schema's own error code has to be explained with. */
export interface Circumstances {
  /** The value as it is written. */
  readonly written: string;
  /** The key that holds it. */
  readonly key: string;
  /** The value of a key that stands beside it. */
  readonly beside: (key: string) => unknown;
  /** What the schema says about the issue. */
  readonly params: Readonly<Record<string, unknown>>;
}

/** What is wrong, and what to do: two parts of one line. */
export type Words = readonly [what: string, remedy: string];

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function zoneRemedy(written: string): string {
  const zones = ['Etc/UTC', ...Intl.supportedValuesOf('timeZone')];
  const city = `/${written.toLowerCase().replaceAll(' ', '_')}`;
  const meant = zones.find((zone) => zone.toLowerCase().endsWith(city));
  const remedy = didYouMean(meant ?? written, zones);
  return remedy.startsWith('Did') ? remedy : 'Write it by continent and city, as Europe/Amsterdam.';
}

function placeholder({ params }: Circumstances): Words {
  const known = textsOf(params['known']).map((name) => `{${name}}`);
  const written = `{${textOf(params['written'])}}`;
  return [`"${written}" is not a placeholder that is filled in here`, didYouMean(written, known)];
}

function unknownQuestion({ written, params }: Circumstances): Words {
  const type = textOf(params['type']);
  return [
    `no question ${type === '' ? '' : `of type ${type} `}is named "${written}"`,
    didYouMean(written, textsOf(params['known'])),
  ];
}

/** The words for each error code that the schemas of the content use. */
export const codeWords: ReadonlyMap<string, (circumstances: Circumstances) => Words> = new Map([
  [
    'date',
    ({ written }) =>
      /^\d{4}-\d{2}-\d{2}$/.test(written)
        ? [`"${written}" is not a date that exists`, 'Write dates as 2017-02-15.']
        : [`"${written}" is not written as a date`, 'Write dates as 2017-02-15.'],
  ],
  [
    'date-or-time',
    ({ written }) => [
      `"${written}" is not a date, or a date with a time, that exists`,
      'Write dates as 2017-02-15 and times as 2017-02-15T09:00.',
    ],
  ],
  ['zone', ({ written }) => [`the time zone "${written}" is not known`, zoneRemedy(written)]],
  [
    'end-before-start',
    ({ written, key, beside, params }) => {
      const start = textOf(params['start']);
      const earlier = textOf(beside(start));
      const order = written < earlier ? 'before' : 'no later than';
      return [
        `"${key}" is ${written}, ${order} "${start}", which is ${earlier}`,
        'Change one of the two.',
      ];
    },
  ],
  [
    'language',
    ({ written }) => [
      `"${written}" is not a language code`,
      'Write two small letters, such as "en" or "nl".',
    ],
  ],
  [
    'country-code',
    ({ written }) => [
      `"${written}" is not a country code`,
      'Write two capital letters, such as NL.',
    ],
  ],
  [
    'page-address',
    ({ written }) => [
      `"${written}" is not an address of a page`,
      'Write it as /venue/: a slash at both ends, and small letters, digits and hyphens between.',
    ],
  ],
  [
    'question-name',
    ({ written }) => [
      `"${written}" is not a name of a question`,
      'Write small letters, digits and low lines, as in field_visit.',
    ],
  ],
  [
    'option-value',
    ({ written }) => [
      `"${written}" is not a value of an option`,
      'Write small letters, digits and hyphens, as in civil-society.',
    ],
  ],
  [
    'purpose-name',
    ({ written }) => [
      `"${written}" is not a name of a purpose`,
      'Write small letters, digits and hyphens, as in badges.',
    ],
  ],
  [
    'event-id',
    ({ written }) => [
      `"${written}" cannot be the id of an event`,
      'Write 2 to 32 small letters, digits and hyphens, as in rftf2017.',
    ],
  ],
  [
    'session-id',
    ({ written }) => [
      `"${written}" cannot be the id of a session`,
      'Write 3 to 64 small letters, digits and hyphens, and never change them.',
    ],
  ],
  [
    'session-time',
    ({ written }) => [
      `"${written}" is not written as a time`,
      'Write times as 09:30, or with their date as 2017-02-15T09:30.',
    ],
  ],
  [
    'reference',
    ({ written }) => [
      `"${written}" is not the name of a file`,
      'Write the name of the speaker’s file without its ending, as in anna-example.',
    ],
  ],
  [
    'cancelled-since',
    () => [
      'the session is cancelled, and nothing says since when',
      'Add a line such as "cancelled_since: 2017-02-01T09:00".',
    ],
  ],
  [
    'undisclosed',
    () => [
      'time and place are undisclosed, and yet one of them is written here',
      'Remove "start:", "end:" and "room:", which anyone could read.',
    ],
  ],
  [
    'moved-from',
    () => [
      '"moved" says neither the previous start nor the previous room',
      'Add "start:" or "room:" to it, with what it was before.',
    ],
  ],
  ['placeholder', placeholder],
  ['unknown-question', unknownQuestion],
  ['wrong-question-type', unknownQuestion],
  [
    'unlisted-question',
    ({ written, params }) => [
      `"${written}" is not among the questions of this purpose`,
      didYouMean(written, textsOf(params['known'])),
    ],
  ],
  [
    'unknown-option',
    ({ written, params }) => [
      `the question has no option with the value "${written}"`,
      didYouMean(written, textsOf(params['known'])),
    ],
  ],
  [
    'must-be-asked',
    ({ written }) => [
      `not everyone answers the question "${written}", which tells registrations apart`,
      'Give it "required: true" and no "asked_when:".',
    ],
  ],
  [
    'waits-for-nothing',
    () => [
      'the question has a waiting list, and no option of it is limited',
      'Give an option "places:" or "session:", or remove this line.',
    ],
  ],
  [
    'repeated',
    ({ written, key }) => [
      `the ${key || 'entry'} "${written}" is taken already, further up`,
      key === '' ? 'Remove it.' : 'Choose another.',
    ],
  ],
]);
