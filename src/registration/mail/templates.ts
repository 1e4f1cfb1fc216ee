import { z } from 'zod';
import { phasePlaceholders } from '../../event/event.ts';
import { phrase } from '../../words/phrase.ts';
import type { Words } from '../../words/words.ts';
import type { MailKind } from '../store/outbox.ts';

/** What a subject may hold: nothing that a guest typed. */
const subject = phrase(['event', 'reference']);
const paragraph = phrase(['event', 'reference', 'name', 'choices', 'link', ...phasePlaceholders]);

const mail = z.strictObject({ subject, text: z.array(paragraph).min(1) }).exactOptional();

/** The shape of `content/mail.yaml`: the mails that the event words itself. */
export const ownMailsSchema = z.strictObject({
  received: mail,
  confirmed: mail,
  declined: mail,
  'place-offered': mail,
  changed: mail,
  withdrawn: mail,
} satisfies Record<MailKind, typeof mail>);

/** A mail's subject and its paragraphs, with names between braces. */
export interface MailTemplate {
  readonly subject: string;
  readonly text: readonly string[];
}

export type MailTemplates = Readonly<Record<MailKind, MailTemplate>>;

function templateFrom({ subject: title, text }: { subject: string; text: string }): MailTemplate {
  return { subject: title, text: text.split(/\n{2,}/) };
}

/** The mails to guests: the event's own, and the product's for the rest. */
export function mailTemplates(
  { mails }: Words,
  own: z.infer<typeof ownMailsSchema> = {},
): MailTemplates {
  return {
    received: templateFrom(mails.received),
    confirmed: templateFrom(mails.confirmed),
    declined: templateFrom(mails.declined),
    'place-offered': templateFrom(mails['place-offered']),
    changed: templateFrom(mails.changed),
    withdrawn: templateFrom(mails.withdrawn),
    ...own,
  };
}
