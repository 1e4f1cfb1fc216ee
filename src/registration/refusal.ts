import type { ProblemName } from '../event/problem.ts';

/** What to say about the answer to one question. */
export interface FieldError {
  readonly field: string;
  readonly detail: string;
}

/** Ends the handling of a request with one of the problems that the endpoint names. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly problem: ProblemName;
  readonly errors: readonly FieldError[];
  /** True where a guest may wait for something that is full. */
  readonly mayWait: boolean;

  constructor(problem: ProblemName, errors: readonly FieldError[] = [], mayWait = false) {
    super(problem);
    this.problem = problem;
    this.errors = errors;
    this.mayWait = mayWait;
  }
}
