import { z } from 'zod';
import { didYouMean } from '../explain/nearest.ts';
import type { Finding } from './source/mistake.ts';
import type { YamlSource } from './source/yaml-source.ts';

// The part of a form that is needed here. What its schema refuses is ignored.
const option = z.object({ session: z.string().optional().catch(undefined) }).catch({});
const question = z
  .object({ options: z.array(option).catch([]).default([]) })
  .catch({ options: [] });
const section = z
  .object({ questions: z.array(question).catch([]).default([]) })
  .catch({ questions: [] });
const form = z.object({ sections: z.array(section).catch([]).default([]) }).catch({ sections: [] });

/** Finds the choices in the form that stand for sessions without a file. */
export function offeredFindings(source: YamlSource, sessions: readonly string[]): Finding[] {
  return form.parse(source.value).sections.flatMap(({ questions }, one) =>
    questions.flatMap(({ options }, two) =>
      options.flatMap(({ session }, three) => {
        if (session === undefined || sessions.includes(session)) return [];
        const path = ['sections', one, 'questions', two, 'options', three, 'session'];
        const what = `there is no session "${session}" in content/sessions`;
        return [{ line: source.lineOf(path), what, remedy: didYouMean(session, sessions) }];
      }),
    ),
  );
}
