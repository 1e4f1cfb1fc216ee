import { describe, expect, it } from 'vitest';
import { addressOf, deploymentFrom, localWarning, pathOf } from './deployment.ts';

describe('the deployment', () => {
  it('stands on this machine, with its endpoint, where nothing is said', () => {
    expect(deploymentFrom({})).toEqual({
      site: 'http://localhost:4321/',
      base: '/',
      endpoint: 'http://localhost:4321/api/register',
      together: true,
      strictTransport: 'max-age=63072000',
    });
  });

  it('stands below a path', () => {
    const deployment = deploymentFrom({ SITE_URL: 'https://example.org/some/path' });
    expect(deployment.base).toBe('/some/path/');
    expect(deployment.endpoint).toBe('https://example.org/some/path/api/register');
    expect(pathOf(deployment, '/venue/')).toBe('/some/path/venue/');
    expect(addressOf(deployment, '/venue/')).toBe('https://example.org/some/path/venue/');
  });

  it('may have its endpoint elsewhere', () => {
    const deployment = deploymentFrom({
      SITE_URL: 'https://example.org/',
      REGISTRATION_URL: 'https://register.example.org/in',
    });
    expect(deployment).toMatchObject({
      endpoint: 'https://register.example.org/in',
      together: false,
    });
  });

  it('may have no endpoint', () => {
    expect(deploymentFrom({ REGISTRATION_URL: 'none' }).endpoint).toBeUndefined();
  });

  it.each([
    [
      { SITE_URL: 'example.org' },
      'SITE_URL is "example.org". Write a whole address, such as https://example.org/.',
    ],
    [
      { SITE_URL: 'ftp://example.org/' },
      'SITE_URL is "ftp://example.org/". Write a whole address, such as https://example.org/.',
    ],
    [
      { REGISTRATION_URL: 'https://a.example/?x=1' },
      'REGISTRATION_URL is "https://a.example/?x=1". Leave out everything from "?" or "#" on.',
    ],
    [
      { STRICT_TRANSPORT_SECURITY: 'on' },
      'STRICT_TRANSPORT_SECURITY is "on". Write it such as "max-age=63072000; includeSubDomains".',
    ],
  ])('refuses %o in one sentence', (environment, words) => {
    expect(() => deploymentFrom(environment)).toThrow(words);
  });
});

describe('a build without an address', () => {
  it('warns that its canonical addresses are local', () => {
    for (const environment of [{}, { SITE_URL: '' }, { npm_lifecycle_event: 'build' }]) {
      expect(localWarning(environment)).toBe(
        'SITE_URL is not set: canonical addresses, the sitemap, feeds and calendars name ' +
          'http://localhost:4321/. Build with the address of the site before you publish it, such as ' +
          'SITE_URL=https://example.org/.',
      );
    }
  });

  it('warns of nothing where local is meant', () => {
    expect(localWarning({ SITE_URL: 'http://localhost:4321/' })).toBeUndefined();
    expect(localWarning({ npm_lifecycle_event: 'start' })).toBeUndefined();
  });
});
