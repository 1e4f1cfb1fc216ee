import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { z } from 'zod';

const mailSchema = z.object({ from: z.string(), to: z.array(z.string()) });

/** A local HTTP mail provider. */
export class MailProvider {
  /** The requests that it received, in order. */
  readonly received: {
    readonly headers: IncomingHttpHeaders;
    readonly mail: z.infer<typeof mailSchema>;
  }[] = [];
  /** The statuses of its next replies. After those, it accepts everything. */
  statuses: number[] = [];
  readonly #server = createServer((request, response) => {
    void this.#take(request).then((status) => response.writeHead(status).end());
  });

  /** Starts it, and returns the settings of a host that uses it, except for the key. */
  async start() {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    return {
      MAIL_URL: `http://127.0.0.1:${port}/send`,
      MAIL_TOKEN: 'a token of the provider',
      MAIL_FROM: 'office@example.org',
    };
  }

  async stop(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #take(request: IncomingMessage): Promise<number> {
    const mail = mailSchema.parse(await json(request));
    this.received.push({ headers: request.headers, mail });
    return this.statuses.shift() ?? 202;
  }
}
