import type { WireService } from '../../../local/wire/catalogue.ts';
import type { OperationModel } from '../../../local/wire/model.ts';
import { formFields, sample } from './sample.ts';

interface Answer {
  readonly status: number;
  readonly text: string;
}

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * Calls an operation over the AWS port, in its service's protocol, by default with every member that AWS's model has: so
 * that nothing is refused for what was left out, but only for what the operation is.
 */
export async function probe(
  origin: string,
  service: WireService,
  operation: OperationModel,
  members: unknown = sample(operation.input),
): Promise<Answer> {
  const { path, headers, ...rest } = request(service, operation, members);
  const credential = `AKIA/20261116/us-east-1/${service.signingName}/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=0`;
  const response = await fetch(`${origin}${path}`, { ...rest, headers: { ...headers, authorization } });
  return { status: response.status, text: await response.text() };
}

function request({ target }: WireService, { name, input, http }: OperationModel, members: unknown): Sent {
  if (target !== undefined)
    return {
      method: 'POST',
      path: '/',
      headers: { 'x-amz-target': `${target}.${name}`, 'content-type': 'application/x-amz-json-1.0' },
      body: JSON.stringify(members),
    };
  if (!http)
    return {
      method: 'POST',
      path: '/',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ Action: name, ...Object.fromEntries(formFields(members)) }).toString(),
    };
  // S3's bucket is in no operation's path: it stands before all of them.
  const isInBucket = input.isStructSchema() && 'Bucket' in input.getMemberSchemas();
  const [below = '/', literals] = http.path.replaceAll(/\{\w+\+?\}/g, 'x').split('?');
  const path = isInBucket ? `/x${below}` : below;
  const query = new URLSearchParams(literals);
  if (input.isStructSchema())
    for (const [, member] of input.structIterator()) {
      const { httpQuery } = member.getMergedTraits();
      if (httpQuery) query.append(httpQuery, String(sample(member)));
    }
  const hasBody = !['GET', 'HEAD', 'DELETE'].includes(http.method);
  return {
    method: http.method,
    path: query.size > 0 ? `${path}?${query}` : path,
    headers: { 'content-type': 'application/json' },
    ...(hasBody && { body: JSON.stringify(members) }),
  };
}
