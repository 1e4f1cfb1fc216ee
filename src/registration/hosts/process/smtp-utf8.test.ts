import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { smtpCarriesUtf8 } from './process-mailing.ts';

let server: Server | undefined;
afterEach(() => {
  server?.close();
});

/** A server that greets, and answers EHLO with these lines, each in a piece of its own. */
async function serverSaying(greeting: string, lines: readonly string[]): Promise<string> {
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write(greeting);
    socket.on('data', (asked) => {
      if (String(asked).startsWith('EHLO ')) for (const line of lines) socket.write(line);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `smtp://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

describe('a server of SMTP', () => {
  it.each([
    [['250-mail\r\n', '250-SIZE 1\r\n', '250 SMTPUTF8\r\n'], true],
    [['250-mail\r\n250-SMTPUTF8\r\n', '250 HELP\r\n'], true],
    [['250-mail\r\n', '250 8BITMIME\r\n'], false],
    [['502 what?\r\n'], false],
  ])('that says %j carries international addresses: %s', async (lines, carries) => {
    expect(await smtpCarriesUtf8(await serverSaying('220 mail\r\n', lines))).toBe(carries);
  });

  it('that is silent or gone carries none', async () => {
    const silent = await serverSaying('', []);
    expect(await smtpCarriesUtf8(silent, 50)).toBe(false);
    expect(await smtpCarriesUtf8('smtp://127.0.0.1:1')).toBe(false);
  });
});
