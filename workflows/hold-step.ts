/** The name of the pause of a message that may not go at once, as of its state: the step's own, under the same visit. */
export const holdOf = (step: string): string => `${step}: hold`;
