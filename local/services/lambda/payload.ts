import { AwsError } from '../../aws-error.ts';

/**
 * A payload as JSON, with its size in bytes. Over the wire it is bytes; in process, bytes (as an SDK client takes
 * them) or the JSON value itself. None at all is `{}`, as on Lambda. Throws `InvalidRequestContentException`.
 */
export function jsonOf(payload: unknown): { readonly value: unknown; readonly bytes: number } {
  if (payload === undefined) return { value: {}, bytes: 0 };
  if (!(payload instanceof Uint8Array))
    return { value: payload, bytes: Buffer.byteLength(JSON.stringify(payload)) };
  const text = Buffer.from(payload).toString('utf8');
  if (text === '') return { value: {}, bytes: 0 };
  try {
    return { value: JSON.parse(text), bytes: payload.length };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AwsError(
      'InvalidRequestContentException',
      `Could not parse request body into json: ${reason}`,
      400,
      {
        Type: 'User',
      },
    );
  }
}

/** An answer in the form in which the payload came: bytes for bytes, a value for a value. Bytes when none came. */
export function payloadLike(payload: unknown, value: unknown): unknown {
  if (payload !== undefined && !(payload instanceof Uint8Array)) return value ?? null;
  return Buffer.from(JSON.stringify(value ?? null));
}
