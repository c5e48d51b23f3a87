/**
 * `Machine/Label` stands in the ARNs of a Map run and of its executions where others have the machine's name:
 * `arn:…:mapRun:Machine/Label:uuid`, `arn:…:execution:Machine/Label:uuid`, of `arn:…:stateMachine:Machine/Label`.
 */

/** The machine that a Map run belongs to, without the label. */
export const baseMachine = (machine: string): string => machine.split('/')[0] ?? machine;

/** The label of the distributed Map whose run started an execution; undefined for one that was started by itself. */
export const labelIn = (machine: string): string | undefined => machine.split('/')[1];

/** The machine, with its label, of a Map run's executions. */
export const machineOfMapRun = (mapRun: string): string =>
  mapRun.slice(0, mapRun.lastIndexOf(':')).replace(':mapRun:', ':stateMachine:');
