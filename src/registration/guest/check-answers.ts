import { asksForCode, formVersion } from '../form/questions.ts';
import { wordedFor } from '../form/on-behalf.ts';
import { answersInWords, type AnswerInWords } from '../form/answers-in-words.ts';
import type { Definition } from '../form/definition.ts';
import { replaceField, stepField, versionField, waitField } from '../form/fields.ts';
import { attributes, markup, type Markup } from '../form/question/html.ts';
import {
  asksToReplace,
  asksToWait,
  trapError,
  typedValues,
  type Fields,
} from '../form/submission.ts';
import { endpointAddress, type Endpoint } from '../http/endpoint.ts';
import { dataReply, pageReply } from '../http/replies.ts';
import { Refusal } from '../record/refusal.ts';
import { checkForm } from '../access/check-form.ts';
import { say } from '../../words/text.ts';
import type { Words } from '../../words/words.ts';

/** What was sent as hidden fields, so that the last press sends the same. */
function hiddenMarkup(definition: Definition, version: string, fields: Fields): Markup {
  const boxes = [
    ...(asksToWait(fields) ? [waitField] : []),
    ...(asksToReplace(fields) ? [replaceField] : []),
  ];
  const all = [
    [versionField, [version]] as const,
    ...typedValues(definition, fields),
    ...boxes.map((name) => [name, ['yes']] as const),
  ];
  const inputs = all.flatMap(([name, values]) =>
    values.map((value) => markup`<input${attributes({ type: 'hidden', name, value })}>`),
  );
  return markup`${inputs}`;
}

function rowMarkup(
  { field, question, answer }: AnswerInWords,
  action: string,
  { change, change_question: label }: Words['form']['check'],
): Markup {
  const button = attributes({
    type: 'submit',
    class: 'button-link',
    name: stepField,
    value: 'correct',
    formaction: `${action}#${field}`,
    'aria-label': say(label, { question }),
  });
  return markup`<div><dt>${question}</dt><dd>${answer}</dd><dd><button${button}>${change}</button></dd></div>
`;
}

/** The page on which a guest reads all answers again before they are stored. */
async function checkPage(
  endpoint: Endpoint,
  fields: Fields,
  answers: readonly AnswerInWords[],
): Promise<Response> {
  const { definition, words } = endpoint;
  const { form } = words;
  const action = endpointAddress(endpoint).pathname;
  const hidden = hiddenMarkup(definition, await formVersion(definition), fields);
  const rows = answers.map((answer) => rowMarkup(answer, action, form.check));
  return pageReply(endpoint, {
    title: form.check.title,
    status: 200,
    content: () => markup`<p>${form.check.note}</p>
<form class="registration check-answers" method="post" action="${action}" accept-charset="utf-8">
${hidden}<dl>
${rows}</dl>
${definition.access === 'moderated' ? markup`<p class="form-promise">${form.no_place_yet}</p>\n` : undefined}<button class="button" type="submit">${form.send}</button>
</form>
`,
  });
}

/**
 * Checks a form and answers what would be registered, for the guest to read again (WCAG 3.3.4).
 * Nothing is stored, and the store is not asked.
 * @throws Refusal as `checkForm`; for a form without a code also if the honeypot is filled in.
 */
export async function answerCheck(
  endpoint: Endpoint,
  fields: Fields,
  person: boolean,
): Promise<Response> {
  const { definition, words } = endpoint;
  const { submission } = await checkForm(endpoint, fields);
  // A valid code outweighs the trap. Whether the code is valid is asked with the registration.
  if (submission.trapped && !asksForCode(definition)) {
    await endpoint.store.raise('honeypot');
    throw new Refusal('invalid-input', [trapError(words)]);
  }
  const answers = answersInWords(wordedFor(definition, fields), fields, submission, words);
  if (person) return checkPage(endpoint, fields, answers);
  return dataReply(endpoint, { checked: answers }, 200, { 'Content-Type': 'application/json' });
}
