import { z } from 'zod';
import { checkbox } from '../question/checkbox.ts';
import { questionParts } from '../question/question.ts';

/** A box with which a guest agrees to something that they may as well refuse. */
export const consent = {
  schema: z.strictObject({ type: z.literal('consent'), ...questionParts }),
  ...checkbox(({ form }) => form.types.consent),
};
