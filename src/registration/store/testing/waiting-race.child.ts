/**
 * For tests, as a process of its own: withdraws in each round the registrations that its parent names, all at once, and answers
 * how each ended. The arguments are the database and `checked`; with `unchecked` it looks who waits first and
 * promotes that guest then, as a store without transactions would.
 */
import { z } from 'zod';
import { statesLeadingTo } from '../../record/states.ts';
import { openSqlite } from '../sqlite/sqlite.ts';

const roundSchema = z.object({ references: z.array(z.string()), place: z.string() });
const [, , path = '', check = 'checked'] = process.argv;
const store = openSqlite(path, 'write');
const at = '2017-01-17T10:00:00.000Z';
const until = '2017-01-19T10:00:00.000Z';

async function withdraw(reference: string, place: string): Promise<string> {
  return store.move({
    reference,
    from: statesLeadingTo.withdrawn,
    to: 'withdrawn',
    who: 'guest',
    at,
    limits: [{ name: place, capacity: 2, waiting: true, until }],
  });
}

async function promoteUnchecked(place: string): Promise<string> {
  const waiting = (await store.claims()).filter((claim) => claim.place === place && !claim.held);
  const counts = await store.counts();
  const next = waiting.find(({ reference }) => counts[reference] === undefined);
  if (next !== undefined) await store.raise(next.reference);
  return 'promoted';
}

process.on('message', (message) => {
  const { references, place } = roundSchema.parse(message);
  const work = references.map((reference) =>
    check === 'checked' ? withdraw(reference, place) : promoteUnchecked(place),
  );
  void Promise.all(work).then((ended) => process.send?.(ended));
});
process.send?.('ready');
