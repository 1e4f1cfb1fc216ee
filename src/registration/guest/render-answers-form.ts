import { canAnswerAnew, formAnew } from '../changes/answer-anew.ts';
import { pathBelow, type Endpoint } from '../http/endpoint.ts';
import { questionsMarkup, renderErrorSummary } from '../form/render-form.ts';
import { markup, raw, type Markup } from '../form/question/html.ts';
import { formVersion, hasWaitingList, questionsOf } from '../form/questions.ts';
import type { Definition } from '../form/definition.ts';
import type { Refusal } from '../record/refusal.ts';
import { linkFrom } from '../http/replies.ts';
import { isHolding } from '../record/states.ts';
import type { Claim, HeldRegistration } from '../store/store.ts';
import type { Typed } from '../form/question/anatomy.ts';
import { asksToWait, typedValues, type Fields } from '../form/submission.ts';
import { personalCodeField, versionField, wishField } from '../form/fields.ts';

/** New answers that were refused, with what was sent. */
export interface RefusedAnswers {
  readonly refusal: Refusal;
  readonly fields: Fields;
}

/** The part above a page whose answers were refused. */
export function refusedMarkup(endpoint: Endpoint, { refusal }: RefusedAnswers): Markup {
  const { meaning, remedy } = endpoint.words.problems[refusal.problem];
  const sentences = [`${meaning} ${remedy}`];
  return raw(renderErrorSummary(endpoint.words, { sentences, errors: refusal.errors }));
}

/** The form's initial values: the limited choices that the guest has, waits for or is offered. */
function chosenNow(definition: Definition, claims: readonly Claim[]): Typed {
  const standing = claims
    .filter((claim) => claim.standing !== 'given-up')
    .map(({ place }) => place);
  return new Map(
    questionsOf(definition).map(({ name }) => {
      const own = standing.filter((place) => place.startsWith(`${name}/`));
      return [name, own.map((place) => place.slice(name.length + 1))];
    }),
  );
}

/** The form for new answers; empty if the guest cannot send any. */
export async function answersForm(
  endpoint: Endpoint,
  { held, claims, code }: { held: HeldRegistration; claims: readonly Claim[]; code: string },
  refused: RefusedAnswers | undefined,
): Promise<Markup | undefined> {
  if (!canAnswerAnew(endpoint) || !isHolding(held.state)) return undefined;
  const { title, explanation, button } = endpoint.words.guest.change;
  const definition = formAnew(endpoint.definition);
  const { refusal, fields = new Map<string, unknown>() } = refused ?? {};
  const waits = hasWaitingList(definition) && asksToWait(fields);
  const questions = questionsMarkup(definition, {
    words: endpoint.words,
    link: linkFrom(endpoint),
    typed: refused === undefined ? chosenNow(definition, claims) : typedValues(definition, fields),
    errors: refusal?.errors ?? [],
    anew: true,
    waiting: refusal?.nextSteps.mayWait === true || waits ? waits : undefined,
  });
  return markup`<h2>${title}</h2>
<p>${explanation}</p>
<form class="registration" method="post" action="${pathBelow(endpoint, 'own')}" novalidate>
<input type="hidden" name="${personalCodeField}" value="${code}"><input type="hidden" name="${versionField}" value="${await formVersion(endpoint.definition)}">
${questions}<button class="button" type="submit" name="${wishField}" value="change">${button}</button>
</form>
`;
}
