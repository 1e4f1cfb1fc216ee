import { expect, it } from 'vitest';
import { clientAddressFrom } from './client-address.ts';

it.each([
  [undefined, '198.51.100.7', undefined],
  ['0', '198.51.100.7', '192.0.2.1'],
  ['0', null, '192.0.2.1'],
  ['1', '203.0.113.9, 198.51.100.7', '198.51.100.7'],
  ['2', '203.0.113.9, 198.51.100.7', '203.0.113.9'],
  ['1', '203.0.113.9, 198.51.100.7:5678', '198.51.100.7:5678'],
  ['2', '198.51.100.7', 'unknown'],
  ['1', '203.0.113.9, ', 'unknown'],
  ['1', '203.0.113.9,', 'unknown'],
  ['1', '', 'unknown'],
  ['1', null, 'unknown'],
])('with TRUSTED_PROXIES %s, X-Forwarded-For %s means %s', (proxies, forwarded, client) => {
  const headers = new Headers(forwarded === null ? {} : { 'X-Forwarded-For': forwarded });
  const request = new Request('https://example.org/', { headers });
  const find = clientAddressFrom({ TRUSTED_PROXIES: proxies }, () => undefined);
  expect(find(request, '192.0.2.1')).toBe(client);
});

it('asks for a number of proxies', () => {
  expect(() => clientAddressFrom({ TRUSTED_PROXIES: 'yes' }, () => undefined)).toThrow(
    'TRUSTED_PROXIES is not a number. Write how many proxies are in front of this server, from 0 to 9.',
  );
});

it.each(['X-Forwarded-For', 'Forwarded', 'X-Real-IP', 'CF-Connecting-IP'])(
  'says once that %s came while TRUSTED_PROXIES is not set',
  (header) => {
    const said: string[] = [];
    const find = clientAddressFrom({}, (line) => said.push(line));
    find(new Request('https://example.org/'), '192.0.2.1');
    expect(said).toEqual([]);
    const request = new Request('https://example.org/', { headers: { [header]: '198.51.100.7' } });
    for (const _ of [1, 2]) expect(find(request, '192.0.2.1')).toBeUndefined();
    expect(said).toEqual([
      `A request came with ${header}, as behind a proxy, but TRUSTED_PROXIES is not set: all guests share one limit. Set it to the number of proxies, or to 0 if there are none.`,
    ]);
  },
);

it('says nothing of proxies where TRUSTED_PROXIES is set', () => {
  const said: string[] = [];
  const headers = { 'X-Forwarded-For': '198.51.100.7' };
  for (const proxies of ['0', '1']) {
    const find = clientAddressFrom({ TRUSTED_PROXIES: proxies }, (line) => said.push(line));
    find(new Request('https://example.org/', { headers }), '192.0.2.1');
  }
  expect(said).toEqual([]);
});
