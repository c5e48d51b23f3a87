/** EventBridge Scheduler does not take what says when a schedule fires. Not for a form that we refuse ourselves. */
export class InvalidExpression extends Error {
  override readonly name = 'InvalidExpression';

  constructor(expression: string, options: ErrorOptions) {
    super(`EventBridge Scheduler does not take ${expression}`, options);
  }
}
