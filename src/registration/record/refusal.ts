import type { ProblemName } from '../../delivery/problem.ts';

/** The error for the answer to one question. */
export interface FieldError {
  readonly field: string;
  readonly detail: string;
}

/** What a guest can do after a refusal. */
export interface NextSteps {
  /** Whether a guest may join the waiting list for a full choice. */
  readonly mayWait?: boolean;
  /** Whether a guest may replace their earlier registration. */
  readonly mayReplace?: boolean;
  /** The seconds after which it is worth trying again. */
  readonly retryAfter?: number;
}

/** Stops a request with one of the endpoint's named problems. */
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
