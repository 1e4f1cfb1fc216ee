import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { Checked } from './check-content.ts';

const mistakeSchema = z.strictObject({
  file: z.string(),
  line: z.number(),
  what: z.string(),
  remedy: z.string(),
  severity: z.literal('warning').exactOptional(),
});
const answerSchema = z.tuple([
  z.strictObject({ mistakes: z.array(mistakeSchema), unpublished: z.array(z.string()) }),
]);

/**
 * Checks a content folder in a separate thread, while this one prepares the build.
 * @throws Error if the check itself fails
 */
export async function checkBeside(folder: string): Promise<Checked> {
  const thread = new Worker(new URL('checking-thread.ts', import.meta.url), { workerData: folder });
  const [checked] = answerSchema.parse(await once(thread, 'message'));
  return checked;
}
