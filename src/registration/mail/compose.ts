import type { Event } from '../../event/event.ts';
import { eventPlaceholders } from '../../event/placeholders.ts';
import type { Words } from '../../words/words.ts';
import { fillIn } from '../../words/text.ts';
import type { Contact } from '../seal/contact.ts';
import { markup, type Markup } from '../form/question/html.ts';
import type { MailTemplates } from './templates.ts';
import type { DueMail } from '../store/outbox.ts';
import { type Attachment, type Mail, type Mailbox, oneLine } from './message.ts';

/** What every mail of an event uses. */
export interface Letterhead {
  readonly event: Event;
  /** What the interface says in the event's language. */
  readonly words: Words;
  readonly templates: MailTemplates;
  /** The event's days as iCalendar. */
  readonly calendar: string;
  readonly from: Mailbox;
  /** The site's address. */
  readonly site: string;
  /** The guest's personal link, with the code after its `#`. */
  readonly link: (reference: string) => Promise<string>;
}

/** Keeps mail programs from turning what a guest typed, such as `evil.example`, into a link. */
function unlinked(text: string): string {
  return text.replace(/[.:/@]/g, '$&\u{2060}');
}

function paragraphIn(text: string, values: Record<string, string>, link: string): Markup {
  const [before = '', ...after] = text.split('{link}').map((part) => fillIn(part, values));
  const linked = after.map((part) => markup`<a href="${link}">${link}</a>${part}`);
  return markup`<p>${before}${linked}</p>\n`;
}

/**
 * The calendar as an attachment. Its `method` is the one that the calendar itself has: Outlook refuses a mail where
 * they differ (RFC 6047, 2.4). It is none that is answered.
 */
function calendarFile(content: string): Attachment {
  const contentType = 'text/calendar; charset=utf-8; method=PUBLISH';
  return { filename: 'event.ics', contentType, content };
}

/**
 * Writes a mail as text and as equivalent HTML. What a guest typed is in no header except the
 * address, and in no link. The mail loads nothing from anywhere.
 */
export async function compose(
  due: Pick<DueMail, 'reference' | 'kind' | 'at'>,
  contact: Contact,
  { event, words, templates, calendar, from, site, link }: Letterhead,
): Promise<Mail> {
  const { reference, kind, at } = due;
  const { subject, text } = templates[kind];
  const own = await link(reference);
  const values = {
    ...eventPlaceholders(event, words),
    event: event.name,
    reference,
    name: unlinked(contact.name ?? words.mail.guest),
    choices: contact.choices.join('; '),
  };
  const said = text.filter((part) => contact.choices.length > 0 || !part.includes('{choices}'));
  const html = markup`<!doctype html>
<html lang="${event.language}"><head><meta charset="utf-8"><title>${fillIn(subject, values)}</title></head><body>
${said.map((part) => paragraphIn(part, values, own))}<p>${event.name}<br><a href="${site}">${site}</a></p>
</body></html>
`;
  const paragraphs = said.map((part) => fillIn(part, { ...values, link: own }));
  return {
    id: `${reference}-${kind}-${Date.parse(at)}@${from.address.slice(from.address.lastIndexOf('@') + 1)}`,
    from,
    to: contact.email,
    subject: oneLine(fillIn(subject, values)),
    text: `${[...paragraphs, `${event.name}\n${site}`].join('\n\n')}\n`,
    html: html.toString(),
    // RFC 3834: no program may answer.
    headers: { 'Auto-Submitted': 'auto-generated' },
    // A guest who is expected can save the date.
    attachments: kind === 'confirmed' ? [calendarFile(calendar)] : [],
  };
}
