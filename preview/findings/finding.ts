/** Something about an email that its author should know. Errors must not be sent; warnings are worth a look. */
export interface Finding {
  readonly level: 'error' | 'warning';
  readonly sentence: string;
}

export const error = (sentence: string): Finding => ({ level: 'error', sentence });
export const warning = (sentence: string): Finding => ({ level: 'warning', sentence });
