import { englishWords } from '../../words/read-words.ts';
import { describe, expect, test } from 'vitest';
import { definitionSchema } from './definition.ts';
import { answers, definition, version } from '../testing/endpoint.fixture.ts';
import { formVersion } from './questions.ts';
import { Refusal, type FieldError } from '../record/refusal.ts';
import { wordedFor } from './on-behalf.ts';
import { checkSubmission, typedValues, type Fields } from './submission.ts';

function fieldsWith(changes: Readonly<Record<string, unknown>>): Fields {
  const fields = Object.entries({ ...answers, ...changes });
  return new Map<string, unknown>(fields.filter(([, value]) => value !== undefined));
}

function accepted(changes: Readonly<Record<string, unknown>>) {
  return checkSubmission(
    wordedFor(definition, fieldsWith(changes)),
    version,
    fieldsWith(changes),
    englishWords(),
  ).answers;
}

function refusal(changes: Readonly<Record<string, unknown>>): Refusal {
  try {
    checkSubmission(
      wordedFor(definition, fieldsWith(changes)),
      version,
      fieldsWith(changes),
      englishWords(),
    );
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('The submission was accepted.');
}

function errors(changes: Readonly<Record<string, unknown>>): readonly FieldError[] {
  const { problem, errors: found } = refusal(changes);
  expect(problem).toBe('invalid-input');
  return found;
}

const visitRules = {
  name: 'visit_rules',
  type: 'consent',
  label: 'The guest accepts the rules of the field visit.',
  required: true,
  asked_when: { question: 'field_visit', answer: 'yes' },
  errors: { missing: 'Tick the box to accept the rules of the visit' },
};

const zalgo = `A${'\u0301\u0327'.repeat(250)}`;

test('accepts the answers of a filled-in form', () => {
  expect(accepted({})).toEqual({ ...answers, needs_consent: true, notice: true });
});

test('names every missing answer at once, in the words of the definition', () => {
  expect(refusal(Object.fromEntries(Object.keys(answers).map((name) => [name, ''])))).toMatchObject(
    {
      problem: 'invalid-input',
      errors: [
        { field: 'behalf', detail: 'Choose whether you are registering yourself or someone else' },
        { field: 'name', detail: 'Enter your full name' },
        { field: 'organisation', detail: 'Enter your organisation' },
        { field: 'position', detail: 'Enter your position' },
        { field: 'field', detail: 'Choose your field of work' },
        { field: 'country', detail: 'Choose a country' },
        { field: 'email', detail: 'Enter your e-mail address' },
        { field: 'field_visit', detail: 'Choose yes or no for the field visit' },
        {
          field: 'notice',
          detail: 'Tick the box to say that you have read the privacy notice',
        },
      ],
    },
  );
});

test.each(['__proto__', 'constructor', 'prototype'])('refuses the key %s', (key) => {
  expect(refusal({ [key]: '1' }).problem).toBe('unknown-field');
});

// JSON.parse reads 1e400 as Infinity.
test.each([Infinity, 2 ** 53 + 1, -0, null, {}])('refuses %s for a text', (value) => {
  expect(errors({ name: value })).toEqual([{ field: 'name', detail: '“Full name” must be text' }]);
});

test.each(['a\0b', 'a\u001Bb', 'a\u0085b', 'a\u2028b', 'a\u2028', 'a\nb', 'a\tb', 'a\uD800'])(
  'refuses %j in one line',
  (name) => {
    expect(errors({ name })).toEqual([
      {
        field: 'name',
        detail:
          '“Full name” contains a line break or a character that cannot be shown. Type it again without it',
      },
    ]);
  },
);

const codeOf = (character: string) =>
  `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`;

describe('a character that makes a text look like another', () => {
  const characters = [
    ...Array.from('\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069'),
    ...Array.from('\u200E\u200F\u061C\u206A\u206F'),
    ...Array.from('\u{E0001}\u{E0041}\u{E007F}\uE000\uF8FF\u{F0000}\u{10FFFD}'),
    ...Array.from('\uFFF9\uFFFA\uFFFB\uFFFC\uFFFD\uFFFE\uFFFF\uFDD0\u{1FFFE}'),
  ];
  const cases = characters.map((character) => [codeOf(character), character] as const);

  test.each(cases)('is refused by its code where it is %s', (code, character) => {
    for (const field of ['name', 'needs', 'email', 'telephone']) {
      const typed = field === 'telephone' ? `+31 70 123${character} 45 67` : `Ada ${character}x`;
      const [found, ...others] = errors({ [field]: typed });
      expect(others).toEqual([]);
      expect(found).toEqual({
        field,
        detail: expect.stringMatching(
          /^“.*” contains a hidden or private character \(U\+[0-9A-F]+\), which makes a text look like another\. Type the answer again instead of pasting it$/,
        ),
      });
      expect(found?.detail).toContain(code);
    }
  });

  test('is refused alone and at the ends too, and never cut in silence', () => {
    for (const typed of ['\u202E', '\u200EAda', 'Ada\u200F']) {
      expect(errors({ name: typed })).toHaveLength(1);
    }
  });

  test.each([
    'محمد الأمين',
    'דוד בן־גוריון',
    'פריצ׳רד',
    'Ada محمد',
    'می\u200Cخواهم',
    'ක්\u200Dර',
    'ស្រី\u200Bសុខ',
  ])('is no letter of the name %s, which is taken', (name) => {
    expect(accepted({ name })['name']).toBe(name.normalize('NFC'));
  });
});

test('keeps the lines of a long text, broken by LF', () => {
  expect(accepted({ needs: ' one\r\ntwo\rthree\n ' })['needs']).toBe('one\ntwo\nthree');
});

test('refuses a NUL in a long text', () => {
  expect(errors({ needs: 'a\0b' })).toHaveLength(1);
});

test('refuses one field that comes twice, and names it', () => {
  expect(refusal({ name: ['a', 'b'] })).toMatchObject({
    problem: 'malformed-body',
    errors: [{ field: 'name', detail: 'Send this field only once.' }],
  });
});

test.each(['is_admin', 'override_required'])('refuses the unknown field %s', (name) => {
  expect(refusal({ [name]: '1' })).toMatchObject({ problem: 'unknown-field', errors: [] });
});

test.each(['', '   ', '\u00A0', '\u200B', '\u200B\u200D\u2060', '\u3164', '\u00AD'])(
  'takes %j for no name',
  (name) => {
    expect(errors({ name })).toEqual([{ field: 'name', detail: 'Enter your full name' }]);
  },
);

test.each([
  'O’Brien',
  "O'Brien",
  'Jan-Willem van der Meer-Özdemir',
  'Nguyễn',
  '李',
  'Sukarno',
  'X',
])('accepts the name %s unchanged', (name) => {
  expect(accepted({ name })['name']).toBe(name.normalize('NFC'));
});

test('gives both Unicode forms of a name the same form', () => {
  expect(accepted({ name: 'Özdemir'.normalize('NFD') })).toEqual(
    accepted({ name: 'Özdemir'.normalize('NFC') }),
  );
});

test.each(['name', 'organisation'])('refuses 500 combining marks in %s', (field) => {
  expect(errors({ [field]: zalgo })).toHaveLength(1);
});

test.each(['a', 'é', '李', '🎓'])('counts 120 of "%s" as 120 characters', (character) => {
  expect(accepted({ name: character.repeat(120) })['name']).toBe(character.repeat(120));
  expect(errors({ name: character.repeat(121) })).toEqual([
    { field: 'name', detail: 'Your name must be 120 characters or fewer' },
  ]);
});

test('keeps an emoji that is joined from several', () => {
  expect(accepted({ organisation: 'Police 👩‍🚒 Lyon' })['organisation']).toBe('Police 👩‍🚒 Lyon');
});

test.each(['<script>', '"><img onerror>', '{{7*7}}', '${7*7}'])('keeps %s as text', (name) => {
  expect(accepted({ name })['name']).toBe(name);
});

test.each(['Win at http://x.example', 'HTTPS://x.example', 'www.x.example'])(
  'refuses the web address in "%s"',
  (position) => {
    expect(errors({ position })).toEqual([
      {
        field: 'position',
        detail: '“Position” must not contain a web address. Leave out “http://” and “www.”',
      },
    ]);
  },
);

test('keeps an e-mail address as it was typed', () => {
  expect(accepted({ email: ' USER@Example.NL ' })['email']).toBe('USER@Example.NL');
});

test('refuses an e-mail address that is too long', () => {
  expect(errors({ email: `${'a'.repeat(250)}@example.org` })).toHaveLength(1);
});

test.each(['name', 'email', 'organisation'])('refuses a header in %s', (field) => {
  expect(errors({ [field]: 'a\r\nBcc: x@example.org' })).toHaveLength(1);
  expect(errors({ [field]: 'a%0d%0aBcc:x@example.org' })).toHaveLength(1);
});

test.each(['a@b.nl,c@d.nl', '<a@b.nl>', 'Ann <a@b.nl>'])('refuses %s, in words', (email) => {
  expect(errors({ email })).toEqual([
    { field: 'email', detail: 'Enter an e-mail address in the form name@example.org' },
  ]);
});

test.each(['-1', '1 OR 1=1', 'Research', 'myself'])('refuses the choice "%s"', (field) => {
  expect(errors({ field })).toEqual([
    { field: 'field', detail: 'Choose one of the answers offered for “Field of work”' },
  ]);
});

/** The shipped form, with a consent to confirm below the field visit. */
const confirming = definitionSchema.parse({
  ...definition,
  sections: definition.sections.map((section) => ({
    ...section,
    questions: section.questions.flatMap((question) =>
      question.name === 'field_visit' ? [question, visitRules] : [question],
    ),
  })),
});

test.each([
  [{ field_visit: 'yes' }, ['visit_rules']],
  [{ field_visit: 'yes', visit_rules: 'yes' }, []],
  [{ field_visit: 'no' }, []],
])(
  'asks whoever chooses the field visit to confirm, and nobody else: %o',
  async (changes, missing) => {
    const form = await formVersion(confirming);
    const fields: string[] = [];
    try {
      checkSubmission(confirming, form, fieldsWith(changes), englishWords());
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      fields.push(...error.errors.map(({ field }) => field));
    }
    expect(fields).toEqual(missing);
  },
);

test.each([
  [{ needs: 'No nuts', needs_consent: '' }, ['needs_consent']],
  [{ needs: '', needs_consent: '' }, []],
  [{ needs: ' \n', needs_consent: 'yes' }, []],
])('asks for the consent to needs where there are any: %o', (changes, missing) => {
  if (missing.length > 0) {
    expect(errors(changes).map(({ field }) => field)).toEqual(missing);
  } else {
    expect(accepted(changes)).not.toHaveProperty('needs_consent');
  }
});

test('speaks to somebody who registers another about the guest, and else to the guest', () => {
  const other = { behalf: 'other', secretary_name: 'Sam', secretary_email: 'sam@example.org' };
  const missing = { name: '', organisation: '', email: '', notice: '' };
  expect(errors({ ...other, ...missing }).map(({ detail }) => detail)).toEqual([
    'Enter the guest’s full name',
    'Enter the guest’s organisation',
    'Enter the guest’s e-mail address',
    'Tick the box to say that the guest knows about this registration and has the privacy notice',
  ]);
  expect(
    errors(missing)
      .map(({ detail }) => detail)
      .join(),
  ).not.toContain('guest');
});

test('takes 1,000 characters of needs and refuses 1,001', () => {
  expect(accepted({ needs: 'a'.repeat(1000) })['needs']).toHaveLength(1000);
  expect(errors({ needs: 'a'.repeat(1001) })).toEqual([
    { field: 'needs', detail: 'Dietary or access needs must be 1,000 characters or fewer' },
  ]);
});

test.each([undefined, '', false, 'no', 1])('refuses a statement that is %s', (notice) => {
  expect(errors({ notice })).toEqual([
    {
      field: 'notice',
      detail: 'Tick the box to say that you have read the privacy notice',
    },
  ]);
});

test.each(['+31 70 123 45 67', '+31 (0)70 1234567', '0031701234567', '+44 20 7946 0000 ext. 12'])(
  'accepts the telephone number %s',
  (telephone) => {
    expect(accepted({ telephone })['telephone']).toBe(telephone);
  },
);

test.each(['070 123 45 67', '+31', 'call me', '+1234567890123456', '+31 70 123 45 67 or so'])(
  'refuses the telephone number %s, in words',
  (telephone) => {
    expect(errors({ telephone })).toEqual([
      {
        field: 'telephone',
        detail: 'Enter a telephone number with its country code, such as +31 70 123 45 67',
      },
    ]);
  },
);

test.each(['XX', 'nl', 'Netherlands'])('refuses the country %s', (country) => {
  expect(errors({ country })).toHaveLength(1);
});

test('leaves out an optional answer that was not given', () => {
  expect(accepted({ telephone: '', needs: '  ' })).not.toHaveProperty('telephone');
});

test('keeps nothing of a question that was not asked', () => {
  expect(accepted({ secretary_name: 'Someone', secretary_email: 'not an address' })).toEqual(
    accepted({}),
  );
});

test('asks the questions under the answer that was chosen', () => {
  expect(errors({ behalf: 'other' }).map(({ field }) => field)).toEqual([
    'secretary_name',
    'secretary_email',
  ]);
});

test('refuses the form of another version before it looks at its fields', () => {
  expect(refusal({ 'form-version': 'old', gone: '1' }).problem).toBe('stale-form');
});

test('takes the form of this version, and one that names none', () => {
  expect(accepted({ 'form-version': version })).toEqual(accepted({}));
});

test('tells where the field to be left empty was filled in', () => {
  const trapped = ['', 'x'].map(
    (value) =>
      checkSubmission(definition, version, fieldsWith({ 'leave-empty': value }), englishWords())
        .trapped,
  );
  expect(trapped).toEqual([false, true]);
});

test('keeps what was typed for the form, without characters that HTML cannot hold', () => {
  const typed = typedValues(
    definition,
    fieldsWith({ name: ' a\0b ', position: 1.5, is_admin: '1', notice: true }),
  );
  expect(typed.get('name')).toEqual([' ab ']);
  expect(typed.get('position')).toEqual(['1.5']);
  expect(typed.get('notice')).toEqual(['yes']);
  expect(typed.has('is_admin')).toBe(false);
});
