import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Mail } from '../../mail/message.ts';
import { smtpTransport } from './smtp-transport.ts';
import { MailServer } from '../../testing/smtp-server.fixture.ts';

let server: MailServer;
let url: string;

beforeEach(async () => {
  server = new MailServer();
  url = await server.start();
});
afterEach(() => server.stop());

const mail: Mail = {
  id: '7K3Q-9M2D-received-1@example.org',
  from: { name: 'The office', address: 'office@example.org' },
  to: 'ada@example.org',
  subject: 'Registration 7K3Q-9M2D – arrived',
  text: 'Dear Ada Özdemir\n',
  html: '<p>Dear Ada Özdemir</p>',
  headers: { 'Auto-Submitted': 'auto-generated' },
  attachments: [],
};

it('sends text and HTML to one receiver alone, marked as sent by a program', async () => {
  expect(await smtpTransport(url)(mail)).toBe('taken');
  const [{ mail: got, receivers } = { mail: undefined, receivers: [] }] = server.received;
  expect(receivers).toEqual(['ada@example.org']);
  expect(got?.to).toMatchObject({ text: 'ada@example.org' });
  expect([got?.cc, got?.bcc]).toEqual([undefined, undefined]);
  expect(got?.from?.text).toBe('"The office" <office@example.org>');
  expect(got?.messageId).toBe('<7K3Q-9M2D-received-1@example.org>');
  expect(got?.subject).toBe(mail.subject);
  expect(got?.text).toBe(mail.text);
  expect(got?.html).toBe(mail.html);
  expect(got?.headers.get('auto-submitted')).toBe('auto-generated');
  expect(got?.attachments).toEqual([]);
});

it('attaches a calendar, which is none that is answered', async () => {
  const calendar = 'BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n';
  const contentType = 'text/calendar; charset=utf-8; method=PUBLISH';
  const attachments = [{ filename: 'event.ics', contentType, content: calendar }];
  expect(await smtpTransport(url)({ ...mail, attachments })).toBe('taken');
  const [attachment, ...others] = server.received[0]?.mail.attachments ?? [];
  expect(others).toEqual([]);
  expect(attachment).toMatchObject({ filename: 'event.ics', contentType: 'text/calendar' });
  expect(attachment?.content.toString()).toBe(calendar);
});

it('has one receiver and no further header, whatever stands in an address or a subject', async () => {
  const evil = { ...mail, subject: 'Hello\r\nBcc: eve@example.org' };
  expect(await smtpTransport(url)(evil)).toBe('taken');
  await smtpTransport(url)({ ...mail, to: 'ada@example.org, eve@example.org' });
  await smtpTransport(url)({ ...mail, to: 'ada@example.org\r\nRCPT TO:<eve@example.org>' });
  for (const { mail: got, receivers } of server.received) {
    expect(receivers).toHaveLength(1);
    expect(receivers).not.toContain('eve@example.org');
    expect(got.bcc).toBeUndefined();
  }
});

it.each([
  [421, 'later'],
  [451, 'later'],
  [550, 'refused'],
  [554, 'refused'],
] as const)('takes the answer %i for %s', async (code, delivery) => {
  server.behaviours = [code];
  expect(await smtpTransport(url)(mail)).toBe(delivery);
});

it.each(['silence', 'drop'] as const)(
  'does not count a mail as sent where the answer is %s',
  async (behaviour) => {
    server.behaviours = [behaviour];
    expect(await smtpTransport(url, 300)(mail)).toBe('later');
    expect(server.received).toHaveLength(1);
  },
);

it('tries later where nobody listens', async () => {
  await server.stop();
  expect(await smtpTransport(url)(mail)).toBe('later');
  await server.start();
});

it('sends nothing without encryption to another machine', async () => {
  const elsewhere = url.replace('127.0.0.1', '127.0.0.2');
  expect(await smtpTransport(elsewhere, 500)(mail)).toBe('later');
  expect(server.received).toEqual([]);
});
