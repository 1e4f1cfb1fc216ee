import { didYouMean } from './nearest.ts';

/** What is needed to explain an error code of a schema. */
export interface Circumstances {
  /** The value as written. */
  readonly written: string;
  /** The key that holds it. */
  readonly key: string;
  /** The value of a neighbouring key. */
  readonly beside: (key: string) => unknown;
  /** What the schema says about the issue. */
  readonly params: Readonly<Record<string, unknown>>;
}

/** What is wrong, and what to do: the two parts of a line. */
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
  return remedy.startsWith('Did')
    ? remedy
    : 'Write it as continent and city, such as Europe/Amsterdam.';
}

function placeholder({ params }: Circumstances): Words {
  const known = textsOf(params['known']).map((name) => `{${name}}`);
  const written = `{${textOf(params['written'])}}`;
  return [`"${written}" is not a placeholder that can be used here`, didYouMean(written, known)];
}

function linkName({ params }: Circumstances): Words {
  const known = textsOf(params['known']).map((name) => `(${name})`);
  const written = `(${textOf(params['written'])})`;
  return [`"${written}" is not the name of a link that this text has`, didYouMean(written, known)];
}

function unknownQuestion({ written, params }: Circumstances): Words {
  const type = textOf(params['type']);
  return [
    `no question ${type === '' ? '' : `of type ${type} `}is named "${written}"`,
    didYouMean(written, textsOf(params['known'])),
  ];
}

/** The words for each error code of the content's schemas. */
export const codeWords: ReadonlyMap<string, (circumstances: Circumstances) => Words> = new Map([
  [
    'date',
    ({ written }) =>
      /^\d{4}-\d{2}-\d{2}$/.test(written)
        ? [`"${written}" is not a real date`, 'Write dates as 2017-02-15.']
        : [`"${written}" is not written as a date`, 'Write dates as 2017-02-15.'],
  ],
  [
    'date-or-time',
    ({ written }) => [
      `"${written}" is not a real date, or date and time`,
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
    'max-below-min',
    ({ written, beside }) => [
      `"max" is ${written}, less than "min", which is ${String(beside('min'))}`,
      'Change one of the two.',
    ],
  ],
  [
    'language',
    ({ written }) => [
      `"${written}" is not a language code`,
      'Write two lower-case letters, such as "en" or "nl".',
    ],
  ],
  [
    'named-country',
    ({ params }) => [
      `"${textOf(params['written'])}" is not the code of a country`,
      'Write two capital letters, such as NL.',
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
    'color',
    ({ written }) => [
      `"${written}" is not a colour`,
      'Write # and six hexadecimal digits, all in quotation marks.',
    ],
  ],
  [
    'half-position',
    () => [
      'a position needs both "latitude" and "longitude"',
      'Add the one that is missing, or remove the other.',
    ],
  ],
  [
    'landmarks-without-venue',
    () => [
      '"landmarks" cannot be drawn without the position of the venue',
      'Add "latitude" and "longitude" to "venue", or remove "landmarks".',
    ],
  ],
  [
    'page-address',
    ({ written }) => [
      `"${written}" is not a valid page address`,
      'Write it as /venue/: a slash at each end, with lower-case letters, digits and hyphens between.',
    ],
  ],
  [
    'question-name',
    ({ written }) => [
      `"${written}" is not a valid question name`,
      'Write lower-case letters, digits and underscores, such as field_visit.',
    ],
  ],
  [
    'option-value',
    ({ written }) => [
      `"${written}" is not a valid option value`,
      'Write lower-case letters, digits and hyphens, such as civil-society.',
    ],
  ],
  [
    'purpose-name',
    ({ written }) => [
      `"${written}" is not a valid purpose name`,
      'Write lower-case letters, digits and hyphens, such as badges.',
    ],
  ],
  [
    'event-id',
    ({ written }) => [
      `"${written}" cannot be the id of an event`,
      'Write 2 to 32 lower-case letters, digits and hyphens, such as rftf2017.',
    ],
  ],
  [
    'session-id',
    ({ written }) => [
      `"${written}" cannot be the id of a session`,
      'Write 3 to 64 lower-case letters, digits and hyphens, and never change it.',
    ],
  ],
  [
    'time-of-night',
    ({ written }) => [
      `"${written}" is not a time before noon`,
      'Write the hour of the night at which a day ends, as 04:00.',
    ],
  ],
  [
    'turning',
    () => [
      'the text contains an invisible sign that turns the direction of reading',
      'Delete the text and type it again.',
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
      `"${written}" is not a file name`,
      'Write the name of the speaker’s file without its extension, such as anna-example.',
    ],
  ],
  [
    'cancelled-since',
    () => [
      'the session is cancelled, but nothing says since when',
      'Add a line such as "cancelled_since: 2017-02-01T09:00".',
    ],
  ],
  [
    'undisclosed',
    () => [
      'the time and place are undisclosed, but one of them is given here',
      'Remove "start:", "end:" and "room:", which anyone could read.',
    ],
  ],
  [
    'moved-from',
    () => [
      '"moved" gives neither the previous start nor the previous room',
      'Add "start:" or "room:" to it, with the previous value.',
    ],
  ],
  ['placeholder', placeholder],
  ['link-name', linkName],
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
      `not everyone has to answer "${written}", which tells registrations apart`,
      'Give it "required: true" and no "asked_when:".',
    ],
  ],
  [
    'asked-sometimes',
    ({ written }) => [
      `"${written}" has an "asked_when:" of its own, so no question can follow any answer to it`,
      'Name a question that everyone is asked, or add an "answer:".',
    ],
  ],
  [
    'on-behalf-of-nobody',
    () => [
      'these words are for somebody who fills in the form for another, but no answer says so',
      'Add "on_behalf:" with "question:" and "answer:" above "sections:", or remove these lines.',
    ],
  ],
  [
    'waits-for-nothing',
    () => [
      'the question has a waiting list, but none of its options is limited',
      'Add "places:" or "session:" to an option, or remove this line.',
    ],
  ],
  [
    'too-many-fields',
    ({ params }) => [
      `the form has ${textOf(params['written'])} fields, where each option of several choices is one`,
      `Leave out questions or options until there are at most ${textsOf(params['known']).join()}.`,
    ],
  ],
  [
    'repeated',
    ({ written, key }) => [
      `the ${key || 'entry'} "${written}" is already used above`,
      key === '' ? 'Remove it.' : 'Choose another.',
    ],
  ],
]);
