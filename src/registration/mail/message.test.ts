import { expect, it } from 'vitest';
import { formatMailbox, oneLine, parseMailbox } from './message.ts';

const address = 'office@example.org';

it.each([
  ['office@example.org', undefined],
  ['<office@example.org>', undefined],
  ['The office <office@example.org>', 'The office'],
  ['Office, City of The Hague <office@example.org>', 'Office, City of The Hague'],
  ['"Office, City of The Hague" <office@example.org>', 'Office, City of The Hague'],
  [
    String.raw`"The \"first\" office \\ desk" <office@example.org>`,
    String.raw`The "first" office \ desk`,
  ],
  ['The "first" office <office@example.org>', 'The "first" office'],
  ['office@hague <office@example.org>', 'office@hague'],
  ['"Desk <b>, c" <office@example.org>', 'Desk <b>, c'],
  ['Zürich 👩🏽‍🚀 مكتب <office@example.org>', 'Zürich 👩🏽‍🚀 مكتب'],
  ['a: b; (c) <office@example.org>', 'a: b; (c)'],
])('reads the sender %s as one address and its name', (text, name) => {
  const mailbox = name === undefined ? { address } : { name, address };
  expect(parseMailbox(text)).toEqual(mailbox);
  expect(parseMailbox(formatMailbox(mailbox))).toEqual(mailbox);
});

it.each([
  '',
  'The office',
  'office@example.org, other@example.org',
  'The office <office@example.org>, The desk <desk@example.org>',
  'The office <office@example.org',
  'office@example.org>',
  'The office\r\nBcc: eve@example.org <office@example.org>',
  'The <b> office <office@example.org>',
  'office @example.org',
  'office@exa mple.org',
])('takes %j for no sender', (text) => {
  expect(parseMailbox(text)).toBeUndefined();
});

it('writes the domain of an address in ASCII, and leaves the rest as typed', () => {
  expect(parseMailbox('Büro <Jörg@Köln.example>')).toEqual({
    name: 'Büro',
    address: 'Jörg@xn--kln-sna.example',
  });
});

it('puts a header on one line, and keeps every other sign', () => {
  expect(oneLine(' A\r\nBcc: b@example.org\u2028c\td\u{0}e \uD800 ')).toBe(
    'A Bcc: b@example.org c d e \uFFFD',
  );
  expect(oneLine('25\u00A0January, “مؤتمر” 👩🏽‍🚀')).toBe('25\u00A0January, “مؤتمر” 👩🏽‍🚀');
});
