import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { eventSchema } from '../src/event/event.ts';
import { compose } from '../src/registration/mail/compose.ts';
import { mailTemplates } from '../src/registration/mail/templates.ts';
import { mailKinds } from '../src/registration/store/outbox.ts';
import { readWords } from '../src/words/read-words.ts';
import { mark, markText, markedWords } from './marked-event.ts';

const content = join(import.meta.dirname, '../content');
const event = eventSchema.parse(mark(parse(await readFile(join(content, 'event.yaml'), 'utf8'))));
const words = readWords('el', markedWords());

it.each(mailKinds)('no mail holds a word that stands in code: %s', async (kind) => {
  const due = { reference: '7K3Q-9M2D', kind, at: '2026-11-01T00:00:00.000Z' };
  const guest = { reference: due.reference, email: 'a@example.org', name: 'Α', choices: ['Β: Γ'] };
  const { subject, text, html } = await compose(due, guest, {
    event,
    words,
    templates: mailTemplates(words),
    calendar: '',
    from: { address: 'b@example.org' },
    site: 'https://example.org/',
    link: async () => 'https://example.org/own#7K3Q-9M2D-0f1e',
  });
  const shown = `${subject} ${text} ${html.replaceAll(/<[^<>]*>/g, ' ')}`;
  expect(shown).toContain(markText(event.name));
  expect(shown.replaceAll(/https?:\/\/\S+|7K3Q-9M2D/g, '')).not.toMatch(/\p{Script=Latin}/u);
});
