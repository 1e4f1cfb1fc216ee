import { execFile } from 'node:child_process';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answers, event, jsonPost, openSample, type Sample } from '../testing/endpoint.fixture.ts';
import { exportFor } from '../export/purpose-export.ts';
import { exportTable } from '../export/terminal-table.ts';
import { openAll } from '../export/open-registrations.ts';
import { offeringAt, offerPlaces } from '../places/offers.ts';
import { decide } from '../changes/change-state.ts';
import { openWith, sealTo } from '../seal/seal.ts';
import { unavailableStore } from '../testing/store.fixture.ts';
import { withWaitingList } from '../testing/waiting-list.fixture.ts';
import { examine } from './doctor.ts';
import { definitionSchema } from '../form/definition.ts';
import { reportOrphaned } from '../hosts/due-work.ts';
import { offersTask, workRegularly } from '../hosts/process/timers.ts';

const run = promisify(execFile);
const hour = 60 * 60 * 1000;
const start = Date.UTC(2017, 0, 17, 10);
const definition = withWaitingList(1);
const form = { event, offeredSessions: {} };

let identity: string;
let sample: Sample;
let end: () => unknown = () => undefined;

beforeEach(async () => {
  identity = await generateX25519Identity();
  const seal = sealTo([await identityToRecipient(identity)], definition);
  sample = await openSample({ definition, seal, now: () => start });
  for (const name of ['Ada', 'Bea', 'Cleo']) {
    const guest = { ...answers, name, email: `${name}@example.org`, 'waiting-list': 'yes' };
    expect((await sample.send(jsonPost(guest))).status).toBe(201);
  }
});
afterEach(async () => {
  await end();
  vi.useRealTimers();
  await sample.clear();
});

/** The status of each guest, in order of arrival. */
async function standings(): Promise<(string | undefined)[]> {
  const claims = await sample.store.claims();
  return (await sample.store.list()).map(
    (held) => claims.find(({ reference }) => reference === held.reference)?.standing,
  );
}

const offer = (places: number, now: number) =>
  offerPlaces({ ...form, definition: withWaitingList(places), store: sample.store }, now);

const examined = (now: number, places = 1) =>
  examine(
    { ...form, definition: withWaitingList(places) },
    join(sample.folder, 'registrations.sqlite'),
    now,
  );

describe('the host', () => {
  it('passes on an offer whose time is over, and says nothing', async () => {
    await offer(2, start);
    expect(await standings()).toEqual(['firm', 'offered', 'waiting']);
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    let now = start;
    const { store, log } = sample;
    const report = (line: string) => log.push(line);
    const two = withWaitingList(2);
    end = workRegularly([offersTask({ ...form, definition: two, store, now: () => now, report })]);
    await vi.advanceTimersByTimeAsync(hour);
    expect(await standings()).toEqual(['firm', 'offered', 'waiting']);
    now += 48 * hour;
    await vi.advanceTimersByTimeAsync(hour);
    await vi.waitFor(async () =>
      expect(await standings()).toEqual(['firm', 'given-up', 'offered']),
    );
    expect(log).toEqual([]);
  });

  it('says that offering failed, and nothing of any guest', async () => {
    const store = unavailableStore('database is locked');
    const report = (line: string) => sample.log.push(line);
    end = workRegularly([offersTask({ ...form, definition, store, now: Date.now, report })]);
    await vi.waitFor(() => expect(sample.log).toHaveLength(1));
    expect(sample.log).toEqual([
      'offering places failed and will be tried again: database is locked',
    ]);
  });
});

describe('an organiser', () => {
  it('is told by the doctor how many wait, and when there is something to offer', async () => {
    expect((await examined(start)).text).toContain('places of field_visit/yes: 1 of 1, 2 waiting');
    await offer(2, start);
    expect((await examined(start, 2)).sound).toBe(true);
    const { text, sound } = await examined(start + 48 * hour, 2);
    expect(sound).toBe(false);
    expect(text).toContain('A place for field_visit/yes can be offered. Run `npm run');
  });

  it('is not asked to offer anything once registration has closed', async () => {
    const { clock: _, ...unpinned } = event;
    const after = Date.parse('2017-02-20T10:00:00Z');
    await offer(2, start);
    const content = { ...form, event: unpinned, definition: withWaitingList(3) };
    const database = join(sample.folder, 'registrations.sqlite');
    const { text } = await examine(content, database, after);
    expect(text).toContain('2 of 3, 1 waiting');
    expect(text).not.toContain('can be offered');
    await offerPlaces({ ...content, store: sample.store }, after);
    expect(await standings()).toEqual(['firm', 'given-up', 'waiting']);
  });

  it('is told of a choice that was renamed while guests have it, and offers nothing of it', async () => {
    const renamed = JSON.parse(JSON.stringify(definition).replaceAll('"yes"', '"yes-please"'));
    const content = { ...form, definition: definitionSchema.parse(renamed) };
    const [ada] = await sample.store.list();
    const database = join(sample.folder, 'registrations.sqlite');
    const { text, sound } = await examine(content, database, start);
    const line =
      'The form has no limited choice field_visit/yes any more, but guests have it: 1, or wait for it: 2. ' +
      'Nothing of it is offered. If you renamed it, give it its old value again.';
    expect(text).toContain(line);
    expect(sound).toBe(false);
    const { store, log } = sample;
    const report = (said: string) => log.push(said);
    await reportOrphaned({ ...content, store, now: () => start, report });
    expect(log).toEqual([line]);
    const offering = offeringAt(content, start);
    await decide(store, [ada?.reference ?? ''], { to: 'declined', who: 'Ann', offering });
    expect(await offerPlaces({ ...content, store }, start)).toEqual([]);
    expect(await standings()).toEqual(['firm', 'waiting', 'waiting']);
    expect((await examined(start)).text).not.toContain('any more');
  });

  it('lowers a number of places, and nobody is offered one above it', async () => {
    await offer(3, start);
    const [ada, bea, cleo] = await sample.store.list();
    for (const held of [bea, cleo]) {
      const taking = { place: 'field_visit/yes', take: true };
      const { at, limits } = offeringAt({ ...form, definition }, start);
      await sample.store.answer({ reference: held?.reference ?? '', ...taking, at, limits });
    }
    const dora = { ...answers, name: 'Dora', email: 'dora@example.org', 'waiting-list': 'yes' };
    await sample.send(jsonPost(dora));
    expect((await examined(start)).text).toContain('places of field_visit/yes: 3 of 1, 1 waiting');
    const offering = offeringAt({ ...form, definition }, start);
    await decide(sample.store, [ada?.reference ?? ''], { to: 'declined', who: 'Ann', offering });
    expect(await offer(1, start)).toEqual([]);
    expect(await standings()).toEqual(['firm', 'firm', 'firm', 'waiting']);
    const { text, sound } = await examined(start);
    expect(text).toContain('places of field_visit/yes: 2 of 1, 1 waiting');
    expect(sound).toBe(true);
  });

  it('sees in the list and in every export who waits', async () => {
    const { store } = sample;
    await offer(2, start);
    const open = openWith([identity]);
    const { opened } = await openAll(await store.list(), open, await store.claims());
    const lines = exportTable(definition, opened).trimEnd().split('\n').slice(1);
    expect(lines[0]).toMatch(/GB|Kingdom$/);
    expect(lines[1]).toMatch(/field_visit\/yes: a place is offered$/);
    expect(lines[2]).toMatch(/field_visit\/yes: waits for a place$/);
    const questions = ['name', 'field_visit'];
    const list = exportFor(definition, opened, { name: 'visit', kind: 'list', questions });
    expect(list.rows.slice(1)).toEqual([
      ['Ada', 'Yes'],
      ['Bea', 'Yes (a place is offered)'],
      ['Cleo', 'Yes (waits for a place)'],
    ]);
    expect(list.data).toMatchObject([
      { answers: { name: 'Ada' } },
      { places: { 'field_visit/yes': 'offered' } },
      { places: { 'field_visit/yes': 'waiting' } },
    ]);
    const counts = { name: 'visits', kind: 'counts' as const, questions: ['field_visit'] };
    expect(exportFor(definition, opened, counts).rows).toContainEqual([
      'Would you like to join the field visit to the Schilderswijk?',
      'Yes (waits for a place)',
      '1',
    ]);
  });

  it('sees who waits with show, and that a withdrawal by the tool offers the place', async () => {
    const [ada, bea] = await sample.store.list();
    await writeFile(join(sample.folder, 'organiser.key'), identity);
    await cp('content', join(sample.folder, 'content'), { recursive: true });
    const file = join(sample.folder, 'content/registration.yaml');
    await writeFile(file, JSON.stringify(definition));
    const tool = async (...words: string[]) => {
      const key = ['--key', join(sample.folder, 'organiser.key')];
      const database = ['--database', join(sample.folder, 'registrations.sqlite')];
      const script = join(import.meta.dirname, 'registrations.ts');
      const options = { cwd: sample.folder };
      return (await run(process.execPath, [script, ...words, ...key, ...database], options)).stdout;
    };
    expect(await tool('offer')).toBe('There is nothing to offer.\n');
    expect(await tool('show', bea?.reference ?? '')).toContain(
      'place of field_visit/yes: waits for a place\n',
    );
    await tool('withdraw', ada?.reference ?? '');
    expect(await tool('show', bea?.reference ?? '')).toMatch(
      /place of field_visit\/yes: offered until \d{4}-.*UTC: field_visit\/yes: a place is offered, by waiting list\n$/s,
    );
  });
});
