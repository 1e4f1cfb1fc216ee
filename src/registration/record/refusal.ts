import type { ProblemName } from '../../delivery/problem.ts';

/** What to say about the answer to one question. */
export interface FieldError {
  readonly field: string;
  readonly detail: string;
}

/** What a guest may do about a refusal, and when. */
export interface NextSteps {
  /** True where a guest may wait for something that is full. */
  readonly mayWait?: boolean;
  /** True where a guest may put what was sent in the place of what they sent before. */
  readonly mayReplace?: boolean;
  /** The seconds after which it is worth to try again. */
  readonly retryAfter?: number;
}

/** Ends the handling of a request with one of the problems that the endpoint names. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly problem: ProblemName;
  readonly errors: readonly FieldError[];
  readonly nextSteps: NextSteps;

  constructor(problem: ProblemName, errors: readonly FieldError[] = [], nextSteps: NextSteps = {}) {
    super(problem);
    this.problem = problem;
    this.errors = errors;
    this.nextSteps = nextSteps;
  }
}
