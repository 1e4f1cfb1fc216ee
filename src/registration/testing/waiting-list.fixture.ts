import { definitionSchema, type Definition } from '../form/definition.ts';
import { definition as shipped } from './endpoint.fixture.ts';
import { questionsOf } from '../form/questions.ts';

/** For tests: the shipped form with this many places on the field visit, and a waiting list. */
export function withWaitingList(places: number): Definition {
  const definition = structuredClone(shipped);
  for (const question of questionsOf(definition)) {
    if (question.name !== 'field_visit' || question.type !== 'choice') continue;
    question.waiting_list = true;
    question.options = question.options.map((option) =>
      option.value === 'yes' ? { ...option, places } : option,
    );
  }
  return definitionSchema.parse(definition);
}
