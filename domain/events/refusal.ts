/**
 * Why a call is not taken, as a value, because a batch goes on without it.
 * `malformed`: not of the call's form. `forbidden`: this sender may not say it. `invalid`: the form is right, the
 * content is not. `tooLarge`: over a limit of size.
 */
export interface Refusal {
  readonly ok: false;
  readonly kind: 'malformed' | 'forbidden' | 'invalid' | 'tooLarge';
  /** The field at fault, dotted. */
  readonly field: string;
  /** A sentence that names the field and what to do. */
  readonly reason: string;
}

export const refusal = (kind: Refusal['kind'], field: string, reason: string): Refusal => ({
  ok: false,
  kind,
  field,
  reason: `${field}: ${reason}`,
});
