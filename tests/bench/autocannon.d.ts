/**
 * The part of autocannon that the bench uses (https://github.com/mcollina/autocannon#api). It has
 * no types.
 */
declare module 'autocannon' {
  import type { EventEmitter } from 'node:events';

  export interface Prepared {
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  }

  interface Options {
    readonly url: string;
    readonly connections: number;
    /** The total number of requests. */
    readonly amount: number;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    /** One kind of request, made anew each time. */
    readonly requests: readonly [{ readonly setupRequest: (request: Prepared) => Prepared }];
    /** The time-out of a reply, in seconds. */
    readonly timeout: number;
    /** Milliseconds between checks for the end. */
    readonly sampleInt: number;
  }

  interface Result {
    readonly errors: number;
    readonly timeouts: number;
  }

  interface Events {
    /** Milliseconds from the request to its reply. */
    response: [client: unknown, status: number, bytes: number, time: number];
  }

  export default function autocannon(options: Options): EventEmitter<Events> & PromiseLike<Result>;
}
