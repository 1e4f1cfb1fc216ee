import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { deploymentFrom } from '../event/deployment.ts';
import { pagePolicy, styleHashes } from './security-headers.ts';

describe('the policy of the built pages', () => {
  it('names each inlined style sheet once, by its hash', () => {
    const sheet = 'p{margin:0}';
    const hash = `sha256-${createHash('sha256').update(sheet).digest('base64')}`;
    const page = `<style>${sheet}</style><style media="print">${sheet}</style>`;
    expect(styleHashes([page, page])).toEqual([hash]);
  });

  it('asks for https where the site has it', () => {
    expect(pagePolicy(deploymentFrom({ SITE_URL: 'https://example.org/' }), []).secure).toBe(true);
    expect(pagePolicy(deploymentFrom({}), []).secure).toBe(false);
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
