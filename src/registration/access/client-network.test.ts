import { expect, it } from 'vitest';
import { networkOf } from './client-network.ts';

it.each([
  '192.0.2.1',
  ' 192.0.2.1 ',
  '192.0.2.1:5678',
  '::ffff:192.0.2.1',
  '::FFFF:c000:201',
  '0:0:0:0:0:ffff:192.0.2.1',
  '[::ffff:192.0.2.1]',
  '[::ffff:192.0.2.1]:443',
])('takes %s for one IPv4 address', (client) => {
  expect(networkOf(client)).toEqual({ near: '192.0.2.1' });
});

it.each([
  '2001:db8:0:1::1',
  '2001:0DB8::1:9:8:7:6',
  '[2001:db8:0:1::1]',
  '[2001:db8:0:1::1]:443',
  '2001:db8:0:1:2:3:4:5%eth0',
  '[2001:db8:0:1::1%eth0]:443',
])('takes %s for an address of one /64 and one /56', (client) => {
  expect(networkOf(client)).toEqual({ near: '2001:db8:0:1', wide: '2001:db8:0:000/56' });
});

it('tells neighbours in a /56 apart, and knows the /56', () => {
  expect(networkOf('2001:db8:0:12ff::1')?.wide).toBe(networkOf('2001:db8:0:1200::1')?.wide);
  expect(networkOf('2001:db8:0:12ff::1')?.near).not.toBe(networkOf('2001:db8:0:1200::1')?.near);
  expect(networkOf('2001:db8:0:1300::1')?.wide).not.toBe(networkOf('2001:db8:0:12ff::1')?.wide);
});

it('reads [::1]:443 as an address', () => {
  expect(networkOf('[::1]:443')).toEqual(networkOf('::1'));
  expect(networkOf('::1')?.near).toBe('0:0:0:0');
});

it.each([
  undefined,
  '',
  ' ',
  'unknown',
  '_hidden',
  'unix:',
  '192.0.2.1.',
  '192.0.2',
  '0x7f.1',
  '192.0.2.256',
  '192.0.2.1, 192.0.2.2',
  '[192.0.2.1]',
  ':443',
  '[]:443',
  '[::1',
  '1:2:3:4:5:6:7:8:9',
  'example.org',
])('takes %j for no address', (client) => {
  expect(networkOf(client)).toBeUndefined();
});
