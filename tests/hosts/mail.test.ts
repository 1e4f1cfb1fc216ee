import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MailServer } from '../../src/registration/testing/smtp-server.fixture.ts';
import {
  buildSample,
  post,
  registration,
  runFirst,
  runHost,
} from '../../src/registration/testing/running-host.fixture.ts';

let folder: string;
let server: MailServer;

beforeAll(async () => {
  server = new MailServer();
  folder = await buildSample();
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

/** Ends the lease of the killed sender, as ten minutes would. */
function endLease(): unknown {
  const database = new DatabaseSync(join(folder, 'registrations.sqlite'));
  database.exec("UPDATE outbox SET next_at = '2026-01-01T00:00:00.000Z'");
  const rows = database.prepare('SELECT count(*) AS mails FROM outbox').get();
  database.close();
  return rows?.['mails'];
}

it('a host that is killed while it waits for the provider’s yes sends one more, with the same Message-ID', async () => {
  const environment = {
    REGISTRATION_RECIPIENTS: await identityToRecipient(await generateX25519Identity()),
    REGISTRATION_SECRET: 'a secret of more than thirty-two characters',
    REGISTRATION_DATABASE: join(folder, 'registrations.sqlite'),
    REGISTRATION_MAIL_KEY: await generateX25519Identity(),
    MAIL_URL: await server.start(),
    MAIL_FROM: 'office@example.org',
  };
  server.behaviours = ['silence', 'take'];
  const host = await runFirst(folder, { environment });
  const received = await post(host, registration(), { origin: 'http://localhost:4321' });
  expect(received.status).toBe(201);
  await expect.poll(() => server.received, { timeout: 60_000 }).toHaveLength(1);
  host.child.kill('SIGKILL');
  await once(host.child, 'exit');
  expect(endLease()).toBe(1);

  const next = await runHost(folder, [], { environment });
  await expect.poll(() => server.received, { timeout: 60_000 }).toHaveLength(2);
  const { code, output } = await next.stop();
  expect(code).toBe(0);
  expect(output).toContain('mail: accepted 1, to be tried again 0, failed 0');
  expect(output).not.toMatch(/Anna|anna@/);
  expect(endLease()).toBe(0);
  const ids = server.received.map(({ mail }) => mail.messageId);
  expect(ids[0]).toMatch(/^<[\w-]+@example\.org>$/);
  expect(ids[1]).toBe(ids[0]);
}, 60_000);
