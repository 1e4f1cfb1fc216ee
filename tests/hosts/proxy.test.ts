import { rm } from 'node:fs/promises';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  buildSample,
  registration,
  runFirst,
  type RunningHost,
} from '../../src/registration/testing/running-host.fixture.ts';
import {
  ask,
  certificateIn,
  freePort,
  guideBlock,
  isInstalled,
  publicFolder,
  runWebServer,
  type WebServer,
} from './web-servers.ts';

const heading = 'Site and endpoint behind one proxy';
let folder: string;
let host: RunningHost;

beforeAll(async () => {
  folder = await buildSample({ SITE_URL: 'https://example.org/' });
  host = await runFirst(folder, {
    environment: {
      TRUSTED_PROXIES: '1',
      REGISTRATION_RECIPIENTS: await identityToRecipient(await generateX25519Identity()),
      REGISTRATION_SECRET: 'a secret of more than thirty-two characters',
    },
  });
}, 300_000);
afterAll(async () => {
  await host.stop();
  await rm(folder, { recursive: true });
});

/** The guide's block for a proxy, on free ports: the block, and where it answers. */
const recipes = {
  nginx: async () => {
    const { certificate, key } = certificateIn(await publicFolder());
    const port = await freePort();
    const block = guideBlock(heading, 'nginx')
      .replace('listen 80', `listen localhost:${await freePort()}`)
      .replace('443', `localhost:${port}`)
      .replace('/etc/ssl/example.org.pem', certificate)
      .replace('/etc/ssl/example.org.key', key)
      .replace('http://localhost:4321', host.origin);
    return [block, `https://localhost:${port}`] as const;
  },
  caddy: async () => {
    const origin = `http://localhost:${await freePort()}`;
    const block = guideBlock(heading, 'caddyfile')
      .replace('example.org', origin)
      .replace('localhost:4321', host.origin.replace('http://', ''));
    return [block, origin] as const;
  },
} satisfies Partial<Record<WebServer, () => Promise<readonly [string, string]>>>;

for (const server of ['nginx', 'caddy'] as const) {
  describe.skipIf(!isInstalled(server))(
    `the Node host behind ${server}, set up by the guide`,
    () => {
      let origin: string;
      let stop: () => Promise<void>;

      beforeAll(async () => {
        const [block, address] = await recipes[server]();
        origin = address;
        stop = await runWebServer(server, block, origin);
      }, 60_000);
      afterAll(() => stop());

      it('sends its pages with its headers, each once', async () => {
        const reply = await ask(`${origin}/`);
        expect(reply.status).toBe(200);
        expect(reply.headers['strict-transport-security']).toBe('max-age=63072000');
        expect(reply.headers['x-frame-options']).toBe('DENY');
        expect((await ask(`${origin}/nope/`)).headers['x-frame-options']).toBe('DENY');
      });

      it('takes the form that its page sends', async () => {
        const headers = {
          accept: 'application/json',
          origin: 'https://example.org',
          'content-type': 'application/x-www-form-urlencoded',
        };
        const body = registration({ email: `${server}@example.org` }).toString();
        expect((await ask(`${origin}/api/register`, headers, body)).status).toBe(201);
      });
    },
  );
}
