/** Step Functions' quotas for Standard workflows. */

/** Bytes of a state's input, output, or a task's result. */
export const payloadBytes = 262_144;
/** Bytes of one variable, and of all that one `Assign` sets. */
export const assignBytes = 262_144;
/** Bytes of all variables of an execution. */
export const variablesBytes = 10 * 1024 * 1024;
export const historyEvents = 25_000;
export const definitionBytes = 1_048_576;
export const nameLength = 80;
/** Iterations of an inline Map at once, whatever `MaxConcurrency` says. */
export const inlineConcurrency = 40;
/** Executions of a distributed Map's run at once, likewise. */
export const distributedConcurrency = 10_000;
