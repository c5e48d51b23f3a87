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
  | 'MISSING_TRANSITION_TARGET'
  | 'DUPLICATE_STATE_NAME'
  | 'INVALID_STATE_MACHINE_TYPE';

/** Collects what is wrong with a definition, so that its author sees all of it at once. */
export class Report {
  readonly diagnostics: Diagnostic[] = [];

  add(message: string, location: string, code: DiagnosticCode = 'SCHEMA_VALIDATION_FAILED'): void {
    this.diagnostics.push({ severity: 'ERROR', code, message, location });
  }
}

/** As `CreateStateMachine` words it. */
export const describe = (diagnostics: readonly Diagnostic[]): string =>
  diagnostics
    .map(({ code, message, location }) => `${code}: ${message}${location ? ` at ${location}` : ''}`)
    .join(', ');
