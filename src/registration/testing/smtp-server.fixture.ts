import { once } from 'node:events';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

/**
 * What the server does with a whole mail: accepts it, answers with this code, stays silent or
 * disconnects.
 */
export type Behaviour = 'take' | 'silence' | 'drop' | 421 | 451 | 550 | 554;

/** A mail that the server accepted, with the recipient of its envelope. */
export interface Received {
  readonly mail: ParsedMail;
  readonly receivers: readonly string[];
}

/** A local mail server. */
export class MailServer {
  readonly received: Received[] = [];
  /** What it does with each mail in turn. The last behaviour stays. */
  behaviours: Behaviour[] = ['take'];
  readonly #server: SMTPServer;
  #port = 0;

  constructor() {
    this.#server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      closeTimeout: 10,
      onData: (stream, session, done) => {
        void this.#take(stream, session, done);
      },
    });
    // Some tests are about a client that disconnects halfway.
    this.#server.on('error', () => undefined);
  }

  /** Starts the server, and returns the address for `MAIL_URL`. */
  async start(): Promise<string> {
    const listening = this.#server.listen(0, '0.0.0.0');
    await once(listening, 'listening');
    const address = listening.address();
    this.#port = typeof address === 'object' && address !== null ? address.port : 0;
    return `smtp://127.0.0.1:${this.#port}`;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
    answer: (refusal?: Error) => void,
  ): Promise<void> {
    const mail = await simpleParser(stream, {});
    const [behaviour = 'take'] =
      this.behaviours.length > 1 ? this.behaviours.splice(0, 1) : this.behaviours;
    if (typeof behaviour === 'number') {
      return answer(Object.assign(new Error('Not taken'), { responseCode: behaviour }));
    }
    const receivers = session.envelope.rcptTo.map(({ address }) => address);
    this.received.push({ mail, receivers });
    if (behaviour === 'drop') for (const each of this.#server.connections) each.close();
    if (behaviour === 'take') answer();
  }
}
