import { AwsError } from '../../aws-error.ts';

/** What an SDK client takes as a payload: bytes, or text that it sends as UTF-8. */
const isSent = (payload: unknown): payload is Uint8Array | string =>
  payload instanceof Uint8Array || typeof payload === 'string';

/**
 * A payload as JSON, with its size in bytes. Over the wire it is bytes; in process, bytes or text (as an SDK client takes
 * them) or the JSON value itself. None at all is `{}`, as on Lambda. Throws `InvalidRequestContentException`.
 */
export function jsonOf(payload: unknown): { readonly value: unknown; readonly bytes: number } {
  if (payload === undefined) return { value: {}, bytes: 0 };
  if (!isSent(payload)) return { value: payload, bytes: Buffer.byteLength(JSON.stringify(payload)) };
  const sent = Buffer.from(payload);
  if (sent.length === 0) return { value: {}, bytes: 0 };
  try {
    return { value: JSON.parse(sent.toString('utf8')), bytes: sent.length };
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
  if (payload !== undefined && !isSent(payload)) return value ?? null;
  return Buffer.from(JSON.stringify(value ?? null));
}
