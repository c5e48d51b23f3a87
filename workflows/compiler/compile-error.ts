/** A journey that cannot be compiled. The message lists all that is wrong with it, a sentence a line. */
export class CompileError extends Error {
  override readonly name = 'CompileError';
  /** Each names journey, step and remedy. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}
