import { expect, it } from 'vitest';
import { clientAddressFrom } from './client-address.ts';

it.each([
  [undefined, '198.51.100.7', undefined],
  ['0', '198.51.100.7', '192.0.2.1'],
  ['0', null, '192.0.2.1'],
  ['1', '203.0.113.9, 198.51.100.7', '198.51.100.7'],
  ['2', '203.0.113.9, 198.51.100.7', '203.0.113.9'],
  ['2', '198.51.100.7', undefined],
  ['1', null, undefined],
])('with TRUSTED_PROXIES %s, X-Forwarded-For %s means %s', (proxies, forwarded, client) => {
  const headers = new Headers(forwarded === null ? {} : { 'X-Forwarded-For': forwarded });
  const request = new Request('https://example.org/', { headers });
  const find = clientAddressFrom({ TRUSTED_PROXIES: proxies });
  expect(find(request, '192.0.2.1')).toBe(client);
});

it('asks for a number of proxies', () => {
  expect(() => clientAddressFrom({ TRUSTED_PROXIES: 'yes' })).toThrow(
    'TRUSTED_PROXIES is not a number. Write how many proxies are in front of this server, from 0 to 9.',
  );
});
