import type { Fields } from '../form/submission.ts';

/** What a host knows of a request beside it: the second argument of the app's `fetch`. */
export interface Visit {
  /** The address of the client; those whose address is left out are limited together. */
  readonly client?: string | undefined;
}

/** What Hono's context holds. */
export interface AppEnv {
  Bindings: Visit;
  Variables: {
    /** What a post holds, once it is read. */
    fields?: Fields;
    /** Set for a post to the personal page, whose fields are not the form's, and which may have saved some of it. */
    isPersonal?: boolean;
  };
}
