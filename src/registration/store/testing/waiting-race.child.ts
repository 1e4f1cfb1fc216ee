/**
 * A process for tests: in each round, withdraws the registrations that its parent names, all at
 * once, and reports how each ended. Arguments: the database and `checked`. With `unchecked`, it
 * first reads who is next and then promotes that guest, like a store without transactions.
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
