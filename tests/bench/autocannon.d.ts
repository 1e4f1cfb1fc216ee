/** What the bench uses of autocannon (https://github.com/mcollina/autocannon#api), which ships no types. */
declare module 'autocannon' {
  import type { EventEmitter } from 'node:events';

  interface Options {
    readonly url: string;
    readonly connections: number;
    /** How many requests to send in all. */
    readonly amount: number;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    /** Whether `[<id>]` in the body becomes another word in each request. */
    readonly idReplacement: boolean;
    /** Seconds after which an answer is waited for no longer. */
    readonly timeout: number;
    /** Milliseconds between two looks at whether all is done. */
    readonly sampleInt: number;
  }

  interface Result {
    readonly errors: number;
    readonly timeouts: number;
  }

  interface Events {
    /** Milliseconds from the request to its response. */
    response: [client: unknown, status: number, bytes: number, time: number];
  }

  export default function autocannon(options: Options): EventEmitter<Events> & PromiseLike<Result>;
}
