/** Names of the states that end an execution. */
export const closing = {
  /** The run is closed already, by the event that ended its wait. */
  done: 'Done',
  /** The run is closed already, as exited. */
  exited: 'Exited',
  /** Nothing has closed the run yet. */
  complete: 'Complete',
} as const;
