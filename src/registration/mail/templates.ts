import { z } from 'zod';
import { phasePlaceholders } from '../../event/event.ts';
import { phrase } from '../../words/phrase.ts';
import type { MailKind } from '../store/outbox.ts';

/** The placeholders of a subject. None holds what a guest typed. */
const subject = phrase(['event', 'reference']);
const paragraph = phrase(['event', 'reference', 'name', 'choices', 'link', ...phasePlaceholders]);

const words = z.strictObject({ subject, text: z.array(paragraph).min(1) });

/** The schema of `content/mail.yaml`: the words of each mail. */
export const mailWordsSchema = z.strictObject({
  received: words,
  confirmed: words,
  declined: words,
  'place-offered': words,
  changed: words,
  withdrawn: words,
} satisfies Record<MailKind, typeof words>);

export type MailWords = z.infer<typeof mailWordsSchema>;
