import type { Event } from '../../event/event.ts';
import { eventPlaceholders } from '../../event/placeholders.ts';
import type { Words } from '../../words/words.ts';
import { fillIn } from '../../words/text.ts';
import type { Contact } from '../seal/contact.ts';
import { markup, type Markup } from '../form/question/html.ts';
import type { MailTemplates } from './templates.ts';
import type { DueMail } from '../store/outbox.ts';

/** A mail to one guest, ready for a provider. */
export interface Mail {
  /** The Message-ID, without its brackets: the same however often this mail is sent. */
  readonly id: string;
  /** The sender: an address, or a name with one between angle brackets. */
  readonly from: string;
  /** The one address that it goes to. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The days of the event as iCalendar, to be attached. */
  readonly calendar?: string | undefined;
}

/**
 * What a provider did with a mail: it is taken; it is to be tried later, because the provider said so or
 * said nothing; or this mail is refused for good.
 */
export type Delivery = 'taken' | 'later' | 'refused';

/** Hands a mail to a provider. It never rejects. */
export type Transport = (mail: Mail) => Promise<Delivery>;

/** What stands in every mail of an event. */
export interface Letterhead {
  readonly event: Event;
  /** What the interface says in the event's language. */
  readonly words: Words;
  readonly templates: MailTemplates;
  /** The days of the event as iCalendar. */
  readonly calendar: string;
  readonly from: string;
  /** The site's address. */
  readonly site: string;
  /** The guest's personal link, whose code stands after the `#`. */
  readonly link: (reference: string) => Promise<string>;
}

/** Keeps a program that shows mails from making a link of what a guest typed, such as `evil.example`. */
function unlinked(text: string): string {
  return text.replace(/[.:/@]/g, '$&\u{2060}');
}

function paragraphIn(text: string, values: Record<string, string>, link: string): Markup {
  const [before = '', ...after] = text.split('{link}').map((part) => fillIn(part, values));
  const linked = after.map((part) => markup`<a href="${link}">${link}</a>${part}`);
  return markup`<p>${before}${linked}</p>\n`;
}

function domainOf(address: string): string {
  return /@([\w.-]+)/.exec(address)?.[1] ?? 'localhost';
}

/**
 * Writes a mail, as text and as HTML that says the same. What a guest typed stands in neither its headers, but
 * for the address, nor in a link, and nothing in it is loaded from anywhere.
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
    id: `${reference}-${kind}-${Date.parse(at)}@${domainOf(from)}`,
    from,
    to: contact.email,
    subject: fillIn(subject, values),
    text: `${[...paragraphs, `${event.name}\n${site}`].join('\n\n')}\n`,
    html: html.toString(),
    // Who is expected can take down when.
    calendar: kind === 'confirmed' ? calendar : undefined,
  };
}
