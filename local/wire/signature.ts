import { AwsError } from '../aws-error.ts';
import type { WireRequest } from './message.ts';

/** What a SigV4 signature says about its maker. */
export interface Signature {
  readonly accessKeyId: string;
  /** The signing name of the service that is called. */
  readonly service: string;
}

/**
 * Reads key and service from a SigV4 `Authorization` header or a presigned URL; undefined without either. The
 * signature itself is not verified: the port listens on this machine alone, and its keys are not secrets.
 * @throws AwsError IncompleteSignatureException for a credential without Region or service
 */
export function signatureOf(request: WireRequest): Signature | undefined {
  const header = /^AWS4-HMAC-SHA256 .*?Credential=([^,\s]+)/.exec(request.headers.authorization ?? '')?.[1];
  const scope = header ?? request.query.get('X-Amz-Credential');
  if (!scope) return undefined;
  const [accessKeyId, , , service, term] = scope.split('/');
  if (!accessKeyId || !service || term === undefined)
    throw new AwsError(
      'IncompleteSignatureException',
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${scope}'`,
    );
  return { accessKeyId, service };
}
