/** One finding about a definition, in the shape of `ValidateStateMachineDefinition`. */
export interface Diagnostic {
  readonly severity: 'ERROR';
  readonly code: DiagnosticCode;
  readonly message: string;
  /** Where in the definition: `/States/Wait/Seconds`. */
  readonly location?: string;
}

export type DiagnosticCode =
  | 'INVALID_JSON_DESCRIPTION'
  | 'SCHEMA_VALIDATION_FAILED'
  | 'INVALID_JSONATA_EXPRESSION'
  | 'UNSUPPORTED_JSONATA_EXPRESSION'
  | 'MISSING_TRANSITION_TARGET'
  | 'MISSING_END_STATE'
  | 'DUPLICATE_STATE_NAME'
  | 'INVALID_STATE_MACHINE_TYPE';

/** Collects what is wrong with a definition, so that its author sees all of it at once. */
export class Report {
  readonly diagnostics: Diagnostic[] = [];

  add(message: string, location: string, code: DiagnosticCode = 'SCHEMA_VALIDATION_FAILED'): void {
    this.diagnostics.push({ severity: 'ERROR', code, message, location });
  }

  /** A finding about the workflow as a whole. */
  addMissingEndState(): void {
    this.diagnostics.push({
      severity: 'ERROR',
      code: 'MISSING_END_STATE',
      message: 'Workflow has no terminal state',
    });
  }
}

/** As `CreateStateMachine` words it: a missing terminal state is `at null`, which is how AWS tells that it is nowhere. */
export const describe = (diagnostics: readonly Diagnostic[]): string =>
  diagnostics
    .map(({ code, message, location = code === 'MISSING_END_STATE' ? 'null' : '' }) =>
      location === '' ? `${code}: ${message}` : `${code}: ${message} at ${location}`,
    )
    .join(', ');
