declare module 'asl-validator' {
  /** Checks a definition by JSON Schemas and its transitions; it does not read JSONata. */
  export default function validate(definition: object): {
    readonly isValid: boolean;
    readonly errors: readonly { readonly 'Error code': string; readonly Message: string }[];
  };
}
