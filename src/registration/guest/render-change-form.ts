import { canChange, changeable, chosenNow } from '../changes/change-choices.ts';
import { pathBelow, type Endpoint } from '../http/endpoint.ts';
import { questionsMarkup, renderErrorSummary } from '../form/render-form.ts';
import { markup, raw, type Markup } from '../form/html.ts';
import { formVersion, hasWaitingList } from '../form/questions.ts';
import type { Refusal } from '../record/refusal.ts';
import { linkFrom } from '../http/replies.ts';
import { isHolding } from '../record/states.ts';
import type { Claim, HeldRegistration } from '../store/store.ts';
import { asksToWait, typedValues, type Fields } from '../form/submission.ts';
import { personalCodeField, versionField, wishField } from '../form/fields.ts';

/** A change that was refused, and what was sent for it. */
export interface RefusedChange {
  readonly refusal: Refusal;
  readonly fields: Fields;
}

/** What goes before a page whose change was refused. */
export function refusedMarkup(endpoint: Endpoint, { refusal }: RefusedChange): Markup {
  const { meaning, remedy } = endpoint.problems[refusal.problem];
  const words = [`${meaning} ${remedy}`];
  return raw(renderErrorSummary({ words, errors: refusal.errors }));
}

/** The form in which a guest changes their choices; nothing where they cannot. */
export async function changeForm(
  endpoint: Endpoint,
  { held, claims, code }: { held: HeldRegistration; claims: readonly Claim[]; code: string },
  refused: RefusedChange | undefined,
): Promise<Markup | undefined> {
  if (!canChange(endpoint) || !isHolding(held.state)) return undefined;
  const definition = changeable(endpoint.definition);
  const { refusal, fields = new Map<string, unknown>() } = refused ?? {};
  const waits = hasWaitingList(definition) && asksToWait(fields);
  const questions = questionsMarkup(definition, {
    link: linkFrom(endpoint),
    typed: refused === undefined ? chosenNow(definition, claims) : typedValues(definition, fields),
    errors: refusal?.errors ?? [],
    waiting: refusal?.nextSteps.mayWait === true || waits ? waits : undefined,
  });
  return markup`<h2>Change the choices</h2>
<p>The places that the guest has now are chosen here. Your other answers are sealed and cannot be shown: give each question its whole answer again.</p>
<form class="registration" method="post" action="${pathBelow(endpoint, 'own')}" novalidate>
<input type="hidden" name="${personalCodeField}" value="${code}"><input type="hidden" name="${versionField}" value="${await formVersion(endpoint.definition)}">
${questions}<button class="button" type="submit" name="${wishField}" value="change">Change the choices</button>
</form>
`;
}
