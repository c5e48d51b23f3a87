/** The name of the pause of a message that may not go at once, as of its state: the step's own, under the same visit. */
export const holdOf = (step: string): string => `${step}: hold`;

const ending = holdOf('');

/** The step whose message waits in a hold of this name; undefined for what is no hold. */
export const stepOfHold = (step: string): string | undefined =>
  step.endsWith(ending) ? step.slice(0, -ending.length) : undefined;
