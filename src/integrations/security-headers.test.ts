import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deploymentFrom } from '../delivery/deployment.ts';
import { pagePolicy } from '../delivery/header-rules.ts';
import { pagePolicies, styleHashes, writeSecurityHeaders } from './security-headers.ts';

describe('the policy of the built pages', () => {
  it('names each inlined style sheet once, by its hash', () => {
    const sheet = 'p{margin:0}';
    const hash = `sha256-${createHash('sha256').update(sheet).digest('base64')}`;
    expect(styleHashes(`<style>${sheet}</style><style media="print">${sheet}</style>`)).toEqual([
      hash,
    ]);
  });

  it('asks for https where the site has it', () => {
    const secure = deploymentFrom({ SITE_URL: 'https://example.org/' });
    expect(pagePolicy(secure, []).strictTransport).toBe('max-age=63072000');
    expect(pagePolicy(deploymentFrom({}), []).strictTransport).toBeUndefined();
  });

  it('lets pages post to an endpoint elsewhere, and to no other origin', () => {
    const elsewhere = deploymentFrom({
      SITE_URL: 'https://example.org/',
      REGISTRATION_URL: 'https://register.example.org/in',
    });
    expect(pagePolicy(elsewhere, []).endpointOrigin).toBe('https://register.example.org');
    expect(pagePolicy(deploymentFrom({}), []).endpointOrigin).toBeUndefined();
    expect(
      pagePolicy(deploymentFrom({ REGISTRATION_URL: 'none' }), []).endpointOrigin,
    ).toBeUndefined();
  });
});

const page = (sheet: string) => `<meta charset="utf-8"><style>${sheet}</style>`;

describe('the headers of a built site', () => {
  const [home = '', day = ''] = ['p{margin:0}', 'h1{margin:0}'].map(page);
  const hashes = [home, day].flatMap(styleHashes).toSorted();

  it('name the style sheets of all pages', async () => {
    const policies = pagePolicies(deploymentFrom({}));
    for (const source of [home, day]) policies.withPolicy(source, '/');
    expect(policies.hashes()).toEqual(hashes);
    const site = join(await mkdtemp(join(tmpdir(), 'site-')), 'site');
    await mkdir(site);
    await writeSecurityHeaders(site, deploymentFrom({}), policies.hashes());
    for (const file of ['_headers', '.htaccess', '../headers/nginx.conf', '../headers/Caddyfile']) {
      const text = await readFile(join(site, file), 'utf8');
      for (const hash of hashes) expect(text, file).toContain(`'${hash}'`);
    }
  });

  it('are left to each page with its own style sheets alone', () => {
    const { withPolicy } = pagePolicies(deploymentFrom({}));
    for (const source of [home, day]) {
      expect(withPolicy(source, '/').match(/sha256-[^']+/g)).toEqual(styleHashes(source));
    }
  });
});
