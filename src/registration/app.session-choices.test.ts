import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  answers,
  formPost,
  jsonPost,
  openSample,
  type Sample,
} from './testing/endpoint.fixture.ts';
import { formVersion } from './form/questions.ts';
import { readContent, type Content } from './content/read-content.ts';

const question = (name: string, sessions: readonly string[]) => `
      - name: ${name}
        type: several choices
        label: Workshops, ${name}
        options:
${sessions.map((session) => `          - { value: ${session}, label: The ${session}, session: ${session} }`).join('\n')}`;

const session = (name: string, lines: string) => `---
id: workshop-${name}
title: The ${name}
kind: workshop
${lines}
---

An abstract.
`;

let folder: string;
let content: Content;
let sample: Sample;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'content-'));
  await cp('content', folder, { recursive: true });
  const form = join(folder, 'registration.yaml');
  const text = await readFile(form, 'utf8');
  const asked = question('morning', ['knots', 'tides']) + question('noon', ['lamps', 'open']);
  await writeFile(
    form,
    text.replace(
      '\n  - title: Privacy',
      `\n  - title: Workshops\n    questions:${asked}\n\n  - title: Privacy`,
    ),
  );
  const write = (name: string, lines: string) =>
    writeFile(join(folder, 'sessions', `${name}.md`), session(name, lines));
  await write('knots', 'start: 2017-02-15T09:00\nend: 2017-02-15T10:00\nplaces: 1');
  await write('tides', 'start: 2017-02-15T10:00\nduration: 60');
  await write('lamps', 'start: 2017-02-15T10:30\nend: 2017-02-15T11:30\nplaces: 2');
  await write('open', 'day: 2017-02-15');
  content = await readContent(folder);
});
afterAll(() => rm(folder, { recursive: true }));

beforeEach(async () => {
  sample = await openSample({
    definition: content.definition,
    offeredSessions: content.offeredSessions,
  });
});
afterEach(() => sample.clear());

const send = (chosen: Record<string, string[]>, email = 'ada@example.org') =>
  sample.send(jsonPost({ ...answers, ...chosen, email }));

describe('a choice that stands for a session', () => {
  it('has the places of the session', async () => {
    expect((await send({ morning: ['knots'] })).status).toBe(201);
    expect((await send({ morning: ['knots'] }, 'bea@example.org')).status).toBe(409);
    const places = await sample.send(new Request('https://example.org/api/register/places'));
    expect(await places.json()).toEqual({ 'morning/knots': 'full', 'noon/lamps': 'available' });
  });

  it('is refused beside another at the same time, and the other one is named', async () => {
    const refused = await send({ morning: ['tides'], noon: ['lamps'] });
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({
      type: 'https://example.org/problems/schedule-conflict/',
      errors: [
        {
          field: 'noon',
          detail: '“The lamps” and “The tides” are at the same time: choose one of them',
        },
      ],
    });
    expect(await sample.store.list()).toEqual([]);
  });

  it('comes back in the form with what was typed', async () => {
    const version = await formVersion(content.definition);
    const fields = { ...answers, 'form-version': version, morning: 'tides', noon: 'lamps' };
    const response = await sample.send(formPost(fields));
    expect(response.status).toBe(422);
    const page = await response.text();
    expect(page).toContain('are at the same time');
    expect(page).toContain('value="Ada Lovelace"');
  });

  it('goes with one that begins when it ends, and with one whose time is unknown', async () => {
    const response = await send({ morning: ['knots', 'tides'], noon: ['open'] });
    expect(response.status).toBe(201);
  });
});
