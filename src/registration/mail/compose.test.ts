import { englishWords } from '../../words/read-words.ts';
import { expect, it } from 'vitest';
import type { Contact } from '../seal/contact.ts';
import { event, mails } from '../testing/endpoint.fixture.ts';
import { compose } from './compose.ts';
import { mailKinds } from '../store/outbox.ts';

const reference = '7K3Q-9M2D';
const link = `https://example.org/api/register/own#${reference}-0f1e`;
const letterhead = {
  event,
  words: englishWords(),
  templates: mails,
  calendar: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n',
  from: { name: 'The office', address: 'office@example.org' },
  site: 'https://example.org/',
  link: async () => link,
};

const guest: Contact = {
  reference,
  email: 'ada@example.org',
  name: 'Ada Lovelace',
  choices: ['Field visit: Yes'],
};

function written(contact: Partial<Contact> = {}, kind: (typeof mailKinds)[number] = 'received') {
  const due = { reference, kind, at: '2026-11-01T00:00:00.000Z' };
  return compose(due, { ...guest, ...contact }, letterhead);
}

it('says the same as text and as HTML, with the reference, the choices and the link', async () => {
  const { subject, text, html, to } = await written();
  expect(to).toBe('ada@example.org');
  expect(subject).toBe(`${event.name}: registration ${reference} has arrived`);
  for (const words of ['Dear Ada Lovelace,', reference, 'Field visit: Yes', link]) {
    expect(text).toContain(words);
    expect(html).toContain(words);
  }
  expect(text).toMatch(/\nhttps:\/\/example\.org\/\n$/);
});

it('brings the days of the event to who is expected, and to nobody else', async () => {
  for (const kind of mailKinds) {
    const { attachments } = await written({}, kind);
    expect(attachments.map(({ content }) => content)).toEqual(
      kind === 'confirmed' ? [letterhead.calendar] : [],
    );
  }
});

it.each(mailKinds)(
  'loads nothing and links to the guest’s page and the site alone: %s',
  async (kind) => {
    const { html, text } = await written({}, kind);
    const links = Array.from(html.matchAll(/href="([^"]*)"/g), ([, href]) => href);
    expect(new Set([link, 'https://example.org/', ...links]).size).toBe(2);
    expect(html).not.toMatch(
      /<(?!\/?(html|head|meta|title|body|p|br|a)\b|!doctype)|src=|url\(|style/i,
    );
    expect(text).not.toMatch(/[{}<>]/);
  },
);

it('leaves out the paragraph of choices where there are none, and greets a guest without a name', async () => {
  const { text } = await written({ choices: [], name: undefined });
  expect(text).toContain('Dear guest,');
  expect(text).not.toContain('chosen');
});

it('escapes what a guest typed, and fills nothing into it', async () => {
  const name = '<script>"><img onerror> {link} {{7*7}} ${7*7}';
  const { subject, text, html, id } = await written({ name });
  expect(html).toContain('&lt;script&gt;&quot;&gt;&lt;img onerror&gt; {link} {{7*7}} ${7*7}');
  expect(text).toContain(name);
  expect(subject + id).not.toContain('script');
});

it('makes no link of what a guest typed', async () => {
  const { text, html } = await written({ name: 'Win at evil.example/now, me@evil.example' });
  expect(text + html).not.toMatch(/evil\.example|example\/now|me@evil/);
});

it('has one Message-ID for one mail, and another for each other', async () => {
  const [one, again, other] = [await written(), await written(), await written({}, 'confirmed')];
  expect(one.id).toBe(again.id);
  expect(one.id).not.toBe(other.id);
  expect(one.id).toMatch(/^[\w-]+@example\.org$/);
});
