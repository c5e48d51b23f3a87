/** EventBridge Scheduler does not take what says when a schedule fires. Not for a form that we refuse ourselves. */
export class InvalidExpression extends Error {
  override readonly name = 'InvalidExpression';

  /** @param refusal as EventBridge Scheduler says why */
  constructor(expression: string, zone: string, refusal: Error) {
    super(`EventBridge Scheduler does not take ${expression} in ${zone}: ${refusal.message}`, {
      cause: refusal,
    });
  }
}
