import { expect, test } from 'vitest';
import { englishWords } from '../../words/read-words.ts';
import { definition, version } from '../testing/endpoint.fixture.ts';
import { definitionSchema } from './definition.ts';
import { renderErrorSummary, renderForm, type FormState } from './render-form.ts';
import { formVersion, questionsOf } from './questions.ts';

const link = (page: string): string => `/base${page}`;

function form(state: Partial<FormState> = {}, of = definition): string {
  return renderForm(of, {
    action: '/api/register',
    version,
    words: englishWords(),
    link,
    ...state,
  });
}

const small = definitionSchema.parse({
  identified_by: 'email',
  sections: [
    {
      title: 'One',
      questions: [
        { name: 'email', type: 'e-mail', label: 'E-mail', required: true },
        {
          name: 'topics',
          type: 'several choices',
          label: 'Topics',
          required: true,
          options: [
            { value: 'a', label: 'A' },
            { value: 'b', label: 'B' },
          ],
        },
        {
          name: 'lunch',
          type: 'choice',
          label: 'Lunch',
          options: [
            { value: 'hot', label: 'Hot' },
            { value: 'cold', label: 'Cold' },
          ],
        },
        { name: 'diet', type: 'long text', label: 'Diet', limit: 10, deleted_first: true },
      ],
    },
  ],
  received: { title: 'Received', next: ['Wait'] },
  own: definition.own,
  waiting_list: definition.waiting_list,
});

test('posts to the endpoint without scripts, and leaves the checks to it', () => {
  expect(form()).toMatch(/^<form [^>]*method="post" action="\/api\/register"[^>]* novalidate /);
});

test('holds every question once, by its name', () => {
  for (const { name } of questionsOf(definition)) {
    expect(form().split(`data-question="${name}"`)).toHaveLength(2);
  }
});

test('gives every control a label, and every id once', () => {
  const ids = Array.from(form().matchAll(/ id="([^"]+)"/g), ([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, id] of form().matchAll(
    /<(?:input type="(?:radio|text|checkbox)"|input|select|textarea) id="([^"]+)"/g,
  )) {
    expect(form()).toContain(`for="${id}"`);
  }
});

test('refers to descriptions that are there', () => {
  for (const [, ids = ''] of form().matchAll(/aria-describedby="([^"]+)"/g)) {
    for (const id of ids.split(' ')) expect(form()).toContain(`id="${id}"`);
  }
});

test('marks optional questions in their labels', () => {
  expect(form()).toContain('Telephone <span class="optional">(optional)</span></label>');
  expect(form()).not.toContain('Organisation <span class="optional">');
});

test('limits no length in the browser, which would cut pasted text', () => {
  expect(form()).not.toContain('maxlength');
});

test('ticks and chooses nothing beforehand', () => {
  expect(form()).not.toMatch(/ checked| selected(?=>(?!Choose))/);
});

test('links the privacy notice in the label of the statement', () => {
  expect(form()).toContain('I have read the <a href="/base/privacy/">privacy notice</a>.');
});

test('puts the questions under an answer right below it, and says when to fill them in', () => {
  expect(form()).toMatch(
    /Someone else, on their behalf<\/label><\/div>\n<div class="asked-when">\n<p class="asked-when-note">Fill this in only if you chose “Someone else, on their behalf”\.<\/p>\n<div class="question" data-question="secretary_name">/,
  );
});

test('says which answers are deleted first, once', () => {
  // Once in each wording.
  expect(form().match(/deleted first/g)).toHaveLength(2);
  expect(form({}, small)).toContain(
    '<p class="hint" id="diet-hint">This answer is deleted first.</p>',
  );
});

test('sends answers that are deleted first to no spelling service', () => {
  expect(form({}, small)).toMatch(/<textarea[^>]* spellcheck="false"/);
});

test('requires none of several boxes', () => {
  expect(form({}, small)).not.toMatch(/type="checkbox"[^>]* required/);
});

test('holds a field to be left empty, off the tab order and out of autofill', () => {
  expect(form()).toMatch(
    /class="question leave-empty"[^>]*><label for="leave-empty">Leave this field empty<[^]*<input type="text" id="leave-empty" name="leave-empty" tabindex="-1" autocomplete="off"/,
  );
});

test('lets a choice that may be left out be taken back, and no other', () => {
  const html = form({}, small);
  expect(html).toContain('<input type="radio" id="lunch-none" name="lunch" value="">');
  expect(html.match(/No answer/g)).toHaveLength(1);
  expect(form()).not.toContain('No answer');
});

test('shows what was typed as text', () => {
  const html = form({
    typed: new Map([
      ['name', ['"><img onerror=x>']],
      ['needs', ['</textarea>$&']],
    ]),
  });
  expect(html).toContain('value="&quot;&gt;&lt;img onerror=x&gt;"');
  expect(html).toContain('&lt;/textarea&gt;$&amp;</textarea>');
});

test('keeps the first line break of a long text', () => {
  expect(form({ typed: new Map([['needs', ['\na']]]) })).toContain('>\n\na</textarea>');
});

test('holds the words for oneself and for another, and offers the reader’s data for oneself', () => {
  expect(form()).toContain(
    '<label for="name"><span class="for-oneself">Full name</span><span class="on-behalf">Full name of the guest</span></label>',
  );
  expect(form()).toMatch(/id="name"[^>]* autocomplete="name" data-autocomplete="name"/);
  const other = form({ typed: new Map([['behalf', ['other']]]) });
  expect(other).toMatch(/id="name"[^>]* autocomplete="off" data-autocomplete="name"/);
  expect(other).toMatch(/id="secretary_name"[^>]* autocomplete="section-writer name" aria/);
});

test('puts the consent to an answer right below it, and says when it is asked', () => {
  expect(form()).toMatch(
    /<\/textarea>\n<\/div>\n<div class="follow-up">\n<p class="asked-when-note">Fill this in only if you answered “Dietary or access needs”\.<\/p>\n<div class="question" data-question="needs_consent">/,
  );
  expect(form()).not.toMatch(/id="needs_consent"[^>]* required/);
});

test('keeps what was chosen', () => {
  const html = form({
    typed: new Map([
      ['field', ['city']],
      ['country', ['NL']],
      ['notice', ['yes']],
    ]),
  });
  expect(html).toMatch(/value="city" required checked/);
  expect(html).toContain('<option value="NL" selected>Netherlands</option>');
  expect(html).toMatch(/name="notice"[^>]* checked/);
});

test('says beside a field what is wrong with it', () => {
  const html = form({ errors: [{ field: 'name', detail: 'Enter <a name' }] });
  expect(html).toContain('<div class="question has-error" data-question="name">');
  expect(html).toContain(
    '<p class="error-message" id="name-error"><span class="visually-hidden">Error:</span> Enter &lt;a name</p>',
  );
  expect(html).toMatch(/<input id="name"[^>]* aria-invalid="true"/);
});

test('leads from the summary to each field', () => {
  const summary = renderErrorSummary(englishWords(), {
    sentences: ['Nothing was saved.'],
    errors: [{ field: 'behalf', detail: 'Choose' }],
  });
  expect(summary).toContain('<li><a href="#behalf">Choose</a></li>');
  expect(form()).toMatch(/<input type="radio" id="behalf"/);
});

test('names another version for another word', async () => {
  const [section] = definition.sections;
  const changed = { ...definition, sections: section === undefined ? [] : [section] };
  expect(await formVersion(changed)).not.toBe(version);
  expect(version).toMatch(/^[0-9a-f]{12}$/);
});
