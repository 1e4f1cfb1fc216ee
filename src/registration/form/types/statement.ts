import { z } from 'zod';
import { checkbox } from '../question/checkbox.ts';
import { questionParts } from '../question/question.ts';

/** A box with which a guest states a fact, such as having read a notice. */
export const statement = {
  schema: z.strictObject({ type: z.literal('statement'), ...questionParts }),
  ...checkbox(({ form }) => form.types.statement),
};
