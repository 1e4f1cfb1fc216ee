import { expect, test } from 'vitest';
import { englishWords } from '../../../words/read-words.ts';
import { checkAnswer } from '../types/types.ts';
import {
  foldedEmailAddress,
  isEmailAddress,
  isInternationalAddress,
  mailAddress,
} from './email-address.ts';

// The 52 addresses of https://github.com/alphagov/notifications-utils and its Ruby counterpart.
const valid = [
  'email@domain.com',
  'email@domain.COM',
  'firstname.lastname@domain.com',
  "firstname.o'lastname@domain.com",
  'email@subdomain.domain.com',
  'firstname+lastname@domain.com',
  '1234567890@domain.com',
  'email@domain-one.com',
  '_______@domain.com',
  'email@domain.name',
  'email@domain.superlongtld',
  'email@domain.co.jp',
  'firstname-lastname@domain.com',
  'info@german-financial-services.vermögensberatung',
  'info@german-financial-services.reallylongarbitrarytldthatiswaytoohugejustincase',
  'japanese-info@例え.テスト',
  'email@double--hyphen.com',
];
/** In international form: RFC 6531, with examples of EAI test lists. */
const international = [
  '用户@例子.广告',
  'jörg.müller@example.de',
  'δοκιμή@παράδειγμα.gr',
  'अजय@डाटा.भारत',
];
const surrounded = [
  ' email@domain.com ',
  '\temail@domain.com',
  '\temail@domain.com\n',
  '\u200Bemail@domain.com\u200B',
];
const invalid = [
  'email@123.123.123.123',
  'email@[123.123.123.123]',
  'plainaddress',
  '@no-local-part.com',
  'Outlook Contact <outlook-contact@domain.com>',
  'no-at.domain.com',
  'no-tld@domain',
  ';beginning-semicolon@domain.co.uk',
  'middle-semicolon@domain.co;uk',
  'trailing-semicolon@domain.com;',
  '"email+leading-quotes@domain.com',
  'email+middle"-quotes@domain.com',
  '"quoted-local-part"@domain.com',
  '"quoted@domain.com"',
  'lots-of-dots@domain..gov..uk',
  'two-dots..in-local@domain.com',
  'dot-at-end@domain.com.',
  'multiple@domains@domain.com',
  'spaces in local@domain.com',
  'spaces-in-domain@dom ain.com',
  'underscores-in-domain@dom_ain.com',
  'pipe-in-domain@example.com|gov.uk',
  'comma,in-local@gov.uk',
  'comma-in-domain@domain,gov.uk',
  'pound-sign-in-local£@domain.com',
  'local-with-’-apostrophe@domain.com',
  'local-with-”-quotes@domain.com',
  'domain-starts-with-a-dot@.domain.com',
  'brackets(in)local@domain.com',
  `email-too-long-${'a'.repeat(320)}@example.com`,
  'incorrect-punycode@xn---something.com',
];

test.each(valid)('takes the address %s', (address) => {
  expect(isEmailAddress(address)).toBe(true);
});

test.each(international)('takes the international address %s', (address) => {
  expect(isEmailAddress(address)).toBe(true);
  expect(isInternationalAddress(address)).toBe(true);
});

test.each(valid)('takes %s for an address that every mail carries', (address) => {
  expect(isInternationalAddress(address)).toBe(false);
});

test.each(['ü'.repeat(33), 'jörg..x', '.jörg', 'jörg£', 'a\u200Cb', 'a€'])(
  'refuses %s before the @',
  (local) => {
    expect(isEmailAddress(`${local}@example.org`)).toBe(false);
  },
);

test.each(invalid)('refuses the address %s', (address) => {
  expect(isEmailAddress(address)).toBe(false);
});

test.each(surrounded)('takes %j without what surrounds it', (typed) => {
  const question = { type: 'e-mail', name: 'email', label: 'E-mail' } as const;
  const asked = { ...question, required: true, deleted_first: false, errors: {} };
  expect(checkAnswer(asked, typed, englishWords())).toEqual({ answer: 'email@domain.com' });
});

test.each([
  `${'a'.repeat(65)}@example.org`,
  `a@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(63)}.${'e'.repeat(59)}.org`,
  `a@${'b'.repeat(64)}.org`,
])('refuses %s, which is too long', (address) => {
  expect(isEmailAddress(address)).toBe(false);
});

test('takes 64 characters before the @', () => {
  expect(isEmailAddress(`${'a'.repeat(64)}@example.org`)).toBe(true);
});

test.each(['a@b.nl,c@d.nl', '<a@b.nl>', 'Ann <a@b.nl>', 'a@b.nl c@d.nl'])(
  'refuses %s, which is not one bare address',
  (address) => {
    expect(isEmailAddress(address)).toBe(false);
  },
);

test.each(['a@b%2enl', 'a@b.nl/path', 'a@b.nl:25', 'a@b.nl?x', '.a@b.nl', 'a.@b.nl'])(
  'refuses %s',
  (address) => {
    expect(isEmailAddress(address)).toBe(false);
  },
);

test('takes capitals and lower case for the same address', () => {
  expect(foldedEmailAddress('USER@Example.NL')).toBe(foldedEmailAddress('user@example.nl'));
});

test('takes a Unicode domain and its punycode for the same address', () => {
  expect(foldedEmailAddress('a@Bücher.example')).toBe(
    foldedEmailAddress('a@xn--bcher-kva.example'),
  );
});

test('keeps addresses with other tags or dots apart', () => {
  const folded = ['ab@example.org', 'a.b@example.org', 'ab+tag@example.org'].map(
    foldedEmailAddress,
  );
  expect(new Set(folded).size).toBe(3);
});

test.each([
  ['Ada@Example.org', 'Ada@example.org'],
  ['jörg@köln.example', 'jörg@xn--kln-sna.example'],
  ['root@localhost', 'root@localhost'],
  ['', undefined],
  ['ada@example.org, eve@example.org', undefined],
  ['ada@example.org\r\nBcc: eve@example.org', undefined],
  ['Ada <ada@example.org>', undefined],
])('hands %j to mail as %j', (typed, address) => {
  expect(mailAddress(typed)).toBe(address);
});
