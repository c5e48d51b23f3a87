import { dirname } from 'node:path';
import { isNativeError } from 'node:util/types';
import type { InvokeResult } from '../service.ts';

type Failure = Extract<InvokeResult, { error: unknown }>;

const localCloud = `${dirname(import.meta.dirname)}/`;

/** A frame of the local cloud's or of Node's own, which says nothing of the function and is not the same in every process. */
const isMachinery = (line: string): boolean =>
  line.startsWith('    at ') &&
  (line.includes(localCloud) || line.includes('(node:') || line.includes(' node:'));

/** What Lambda reports of something that a handler threw. */
export function thrown(error: unknown): Failure {
  if (!isNativeError(error)) {
    return { error: { errorType: typeof error, errorMessage: String(error), trace: [] } };
  }
  return {
    error: {
      errorType: error.name,
      errorMessage: error.message,
      trace: (error.stack ?? '').split('\n').filter((line) => !isMachinery(line)),
    },
  };
}

/** What Lambda reports when a bundle cannot be loaded. */
export function notLoaded(error: unknown): Failure {
  const { error: reported } = thrown(error);
  if (reported.errorType === 'SyntaxError')
    return failed('Runtime.UserCodeSyntaxError', reported.errorMessage);
  const missing = /^Cannot find (module|package)/.test(reported.errorMessage);
  return missing
    ? failed('Runtime.ImportModuleError', `Error: ${reported.errorMessage}`)
    : { error: reported };
}

export const failed = (errorType: string, errorMessage: string): Failure => ({
  error: { errorType, errorMessage },
});

export const handlerNotFound = (handler: string): Failure =>
  failed('Runtime.HandlerNotFound', `${handler} is undefined or not exported`);

export const timedOut = (requestId: string, seconds: number): Failure =>
  failed(
    'Sandbox.Timedout',
    `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`,
  );

export const crashed = (requestId: string): Failure =>
  failed('Runtime.ExitError', `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`);

/** Lambda's limit of an answer, in bytes. */
const largestAnswer = 6_291_556;

/** The answer as it leaves Lambda, or the refusal of one that is too large or no JSON. */
export function answered(value: unknown): InvokeResult {
  let text: string | undefined;
  try {
    text = JSON.stringify(value === undefined ? null : value);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return failed('Runtime.MarshalError', `Unable to stringify response body: ${reason}`);
  }
  if (text === undefined) return { payload: null };
  if (text.length > largestAnswer / 3 && Buffer.byteLength(text) > largestAnswer) {
    return failed(
      'Function.ResponseSizeTooLarge',
      `Response payload size exceeded maximum allowed payload size (${largestAnswer} bytes).`,
    );
  }
  return { payload: JSON.parse(text) };
}
