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

  constructor(problem: ProblemName, errors: readonly FieldError[] = []) {
    super(problem);
    this.problem = problem;
    this.errors = errors;
  }
}
