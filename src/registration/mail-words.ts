import { z } from 'zod';
import { phasePlaceholders } from '../event/event.ts';
import { phrase } from '../event/phrase.ts';
import { mailKinds } from './outbox.ts';

/** What a subject may hold: nothing that a guest typed. */
const subject = phrase(['event', 'reference']);
const paragraph = phrase(['event', 'reference', 'name', 'choices', 'link', ...phasePlaceholders]);

/** The shape of `content/mail.yaml`: the words of each mail. */
export const mailWordsSchema = z.record(
  z.enum(mailKinds),
  z.strictObject({ subject, text: z.array(paragraph).min(1) }),
);

export type MailWords = z.infer<typeof mailWordsSchema>;
