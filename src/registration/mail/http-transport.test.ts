import { expect, it } from 'vitest';
import { httpTransport } from './http-transport.ts';
import type { Mail } from './message.ts';

const mail: Mail = {
  id: '7K3Q-9M2D-received-1@example.org',
  from: { address: 'office@example.org' },
  to: 'ada@example.org',
  subject: 'Arrived',
  text: 'Dear Ada',
  html: '<p>Dear Ada</p>',
  headers: { 'Auto-Submitted': 'auto-generated' },
  attachments: [],
};

it('hands a provider one receiver, with the token and a key that is the same for each try', async () => {
  const requests: Request[] = [];
  const send = httpTransport('https://mail.example/send', 'secret', async (url, options) => {
    requests.push(new Request(url, options));
    return new Response('{}', { status: 202 });
  });
  expect(await send(mail)).toBe('taken');
  const [request] = requests;
  expect(request?.headers.get('Authorization')).toBe('Bearer secret');
  expect(request?.headers.get('Idempotency-Key')).toBe(mail.id);
  expect(await request?.json()).toEqual({
    from: 'office@example.org',
    to: ['ada@example.org'],
    subject: 'Arrived',
    text: 'Dear Ada',
    html: '<p>Dear Ada</p>',
    headers: { 'Message-ID': `<${mail.id}>`, 'Auto-Submitted': 'auto-generated' },
  });
});

it('attaches a calendar as base64, with its charset and method', async () => {
  const contentType = 'text/calendar; charset=utf-8; method=PUBLISH';
  const calendar = 'BEGIN:VCALENDAR\r\nSUMMARY:Conférence\r\nEND:VCALENDAR\r\n';
  const bodies: unknown[] = [];
  const send = httpTransport('https://mail.example/send', 'secret', async (url, options) => {
    bodies.push(await new Request(url, options).json());
    return new Response('{}');
  });
  await send({
    ...mail,
    attachments: [{ filename: 'event.ics', contentType, content: calendar }],
  });
  const content = Buffer.from(calendar).toString('base64');
  expect(bodies).toMatchObject([
    { attachments: [{ filename: 'event.ics', content, content_type: contentType }] },
  ]);
});

it.each([
  [200, 'taken'],
  [400, 'refused'],
  [422, 'refused'],
  [302, 'later'],
  [401, 'later'],
  [408, 'later'],
  [429, 'later'],
  [500, 'later'],
  [503, 'later'],
] as const)('takes the status %i for %s', async (status, delivery) => {
  const send = httpTransport(
    'https://mail.example/send',
    'secret',
    async () => new Response('{}', { status }),
  );
  expect(await send(mail)).toBe(delivery);
});

it('takes a provider that does not answer for one to be asked later', async () => {
  const send = httpTransport('https://mail.example/send', 'secret', () =>
    Promise.reject(new DOMException('The operation timed out.', 'TimeoutError')),
  );
  expect(await send(mail)).toBe('later');
});
