import type { Fields } from '../form/submission.ts';

/** What a host knows about a request: the second argument of the app's `fetch`. */
export interface Visit {
  /** The client's address. Clients without one share a limit. */
  readonly client?: string | undefined;
}

/** What Hono's context holds. */
export interface AppEnv {
  Bindings: Visit;
  Variables: {
    /** The fields of a post, once they are read. */
    fields?: Fields;
    /**
     * Set for a post to the personal page. Its fields are not the form's, and it may have saved
     * some of them.
     */
    isPersonal?: boolean;
  };
}
