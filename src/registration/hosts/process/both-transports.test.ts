import { domainToUnicode } from 'node:url';
import { simpleParser, type ParsedMail } from 'mailparser';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { eventCalendar } from '../../../exchange/event-calendar.ts';
import { englishWords } from '../../../words/read-words.ts';
import { compose } from '../../mail/compose.ts';
import { httpTransport } from '../../mail/http-transport.ts';
import { parseMailbox, type Mail } from '../../mail/message.ts';
import { event, mails } from '../../testing/endpoint.fixture.ts';
import { MailServer } from '../../testing/smtp-server.fixture.ts';
import { smtpTransport } from './smtp-transport.ts';

const server = new MailServer();
let url = '';
beforeAll(async () => {
  url = await server.start();
});
afterAll(() => server.stop());

/** What a provider with an HTTPS address takes. */
const bodySchema = z.strictObject({
  from: z.string(),
  to: z.array(z.string()).length(1),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  headers: z.record(z.string(), z.string()),
  attachments: z
    .array(z.strictObject({ filename: z.string(), content: z.string(), content_type: z.string() }))
    .optional(),
});

/** The message that a provider makes of its JSON, which it takes at its word. */
async function byProvider(mail: Mail): Promise<ParsedMail> {
  let body = '';
  const send = httpTransport('https://mail.example/send', 'token', async (address, options) => {
    body = await new Request(address, options).text();
    return new Response('{}');
  });
  expect(await send(mail)).toBe('taken');
  const { attachments = [], ...said } = bodySchema.parse(JSON.parse(body));
  const files = attachments.map(({ filename, content, content_type: contentType }) => ({
    filename,
    content,
    contentType,
    encoding: 'base64',
  }));
  const { message } = await createTransport({ streamTransport: true }).sendMail({
    ...said,
    attachments: files,
  });
  return simpleParser(message, {});
}

async function bySmtp(mail: Mail): Promise<ParsedMail> {
  expect(await smtpTransport(url)(mail)).toBe('taken');
  const received = server.received.at(-1);
  if (received === undefined) throw new Error('The server has no mail');
  expect(received.receivers).toHaveLength(1);
  return received.mail;
}

/** What a mail program shows and reads of a message. */
function meaningOf({ from, to, cc, bcc, subject, text, html, messageId, ...rest }: ParsedMail) {
  const [receivers] = [to].flat();
  return {
    from: from?.value,
    to: receivers?.value,
    cc,
    bcc,
    subject,
    text,
    html,
    messageId,
    automatic: rest.headers.get('auto-submitted'),
    headers: [...rest.headers.keys()].toSorted(),
    attachments: rest.attachments.map(({ filename, content, headers }) => ({
      filename,
      type: headers.get('content-type'),
      content: content.toString(),
    })),
  };
}

/** An address as mail programs show it, with its domain in its own letters. */
const shown = (address: string) => address.replace(/[^@]*$/, (domain) => domainToUnicode(domain));

const withPlainBreaks = (text: string) => text.replaceAll('\r\n', '\n');

const calendar = eventCalendar(event, { site: 'https://example.org/' });

async function written(sender: string, to: string, name = event.name): Promise<Mail> {
  const reference = '7K3Q-9M2D';
  const from = parseMailbox(sender);
  if (from === undefined) throw new Error(`${sender} is no sender`);
  const due = { reference, kind: 'confirmed', at: '2026-11-01T00:00:00.000Z' } as const;
  return compose(
    due,
    { reference, email: to, name: 'Ada “🎻” Özdemir עדה', choices: ['Field visit: Yes'] },
    {
      event: { ...event, name },
      words: englishWords(),
      templates: mails,
      calendar,
      from,
      site: 'https://example.org/',
      link: async () => `https://example.org/own#${reference}-0f1e`,
    },
  );
}

const comma = 'Office, City of The Hague <office@example.org>';
const long = 'A very long name of an event, with commas; '.repeat(40).trim();

it.each([
  ['a plain name', 'The office <office@example.org>', 'ada@example.org', event.name],
  ['a comma', comma, 'ada@example.org', event.name],
  [
    'quotes',
    String.raw`The "first" office \ <office@example.org>`,
    "o'ada+tag@example.org",
    'The "quoted", (event)',
  ],
  [
    'an @ in the name',
    'office@hague, desk@hague <office@example.org>',
    'ada@example.org',
    '=?utf-8?Q?not_coded?=',
  ],
  [
    'other scripts',
    'Bürgermeister 👩🏽‍🚀 مكتب, <office@example.org>',
    'ada@example.org',
    'مؤتمر 2017, עברית',
  ],
  [
    'international domains',
    'a: b; (c) <office@köln.example>',
    'ada@münchen.example',
    '🎉'.repeat(60),
  ],
  ['no name', 'office@example.org', 'ada@example.org', long],
  ['a long name', `${long} <office@example.org>`, 'ada@example.org', `${'x'.repeat(1200)} end`],
  [
    'an international address',
    'The office <office@example.org>',
    'jörg.müller@example.org',
    'Évènement',
  ],
  ['a line break', comma, 'ada@example.org', 'Hello\r\nBcc: eve@example.org'],
])('a mail with %s means the same both ways', async (_, sender, to, name) => {
  const mail = await written(sender, to, name);
  const [provided, sent] = [meaningOf(await byProvider(mail)), meaningOf(await bySmtp(mail))];
  expect(provided).toEqual(sent);
  expect(sent.from).toEqual([{ name: '', ...mail.from, address: shown(mail.from.address) }]);
  expect(sent.to).toEqual([{ name: '', address: shown(mail.to) }]);
  expect([sent.cc, sent.bcc]).toEqual([undefined, undefined]);
  expect(sent.subject).toBe(mail.subject);
  expect(sent.subject).toContain(name.replaceAll(/\s+/g, ' '));
  expect([sent.text, sent.html]).toEqual([mail.text, mail.html].map(withPlainBreaks));
  expect(sent.messageId).toBe(`<${mail.id}>`);
  expect(sent.automatic).toBe('auto-generated');
});

it('both ways carry the days as a calendar with the method that it has itself, and its charset', async () => {
  const mail = await written(comma, 'ada@example.org');
  for (const { attachments } of [
    meaningOf(await byProvider(mail)),
    meaningOf(await bySmtp(mail)),
  ]) {
    expect(attachments).toEqual([
      {
        filename: 'event.ics',
        type: {
          value: 'text/calendar',
          params: expect.objectContaining({ charset: 'utf-8', method: 'PUBLISH' }),
        },
        content: calendar,
      },
    ]);
  }
  expect(calendar).toContain('\r\nMETHOD:PUBLISH\r\n');
});
