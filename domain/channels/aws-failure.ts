/**
 * What a failed call to a service of AWS that sends leaves behind. `later`: it took nothing and will later. `refused`: it
 * took nothing and will not. `unknown`: it may have taken the message; only its feedback can tell.
 */
type AwsFailure = 'later' | 'refused' | 'unknown';

/** End User Messaging Social says `ThrottledRequestException`. */
const throttles = /Throttl|TooManyRequests|LimitExceeded/;

/** No byte of the request reached AWS. */
const unreached = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED']);

/** Only an answer that says no (a status of 400 to 499) is a no; silence, a lost connection and a 5xx are not. */
export function awsFailure(error: unknown): AwsFailure {
  if (!(error instanceof Error)) return 'unknown';
  const { $metadata, code } = error as { $metadata?: { httpStatusCode?: number }; code?: string };
  const status = $metadata?.httpStatusCode;
  if (throttles.test(error.name) || status === 429 || unreached.has(code ?? '')) return 'later';
  const answeredNo = status !== undefined && status >= 400 && status < 500 && status !== 408;
  return answeredNo && !/Timeout/.test(error.name) ? 'refused' : 'unknown';
}
