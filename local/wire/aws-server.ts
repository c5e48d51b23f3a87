import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { AwsError } from '../aws-error.ts';
import type { Caller, Service, ServiceContext } from '../service.ts';
import { catalogue, type WireService } from './catalogue.ts';
import type { WireRequest, WireResponse } from './message.ts';
import type { Model } from './model.ts';
import type { Protocol } from './protocol.ts';
import { requireMembers } from './required.ts';
import { type Signature, signatureOf } from './signature.ts';

export interface AwsServerOptions {
  readonly services: ReadonlyMap<string, Service>;
  readonly dispatch: ServiceContext['dispatch'];
  /** Resolves when what was written survives the end of the process; answers wait for it. */
  readonly kept: () => Promise<void>;
  /** Whose key it is; keys that nobody was given are the owner's. */
  readonly callerOf: (accessKeyId: string) => Caller;
}

/** No request of AWS's services is larger: SES's message of 40 MB, with room for base64. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * All services on one port, in AWS's own protocols, so that unmodified SDK clients and the AWS CLI work against it.
 * The service is told by `X-Amz-Target`, else by the credential scope of the signature.
 */
export function awsServer(options: AwsServerOptions): Server {
  return createServer((request, response) => {
    void serve(request, response, options);
  });
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  options: AwsServerOptions,
): Promise<void> {
  const requestId = randomUUID();
  const answer = await readRequest(request).then(
    (read) => answerTo(read, requestId, options),
    (error: unknown) => refusal(asAwsError(error), undefined, undefined, requestId),
  );
  await options.kept();
  response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) });
  response.end(answer.body);
}

async function answerTo(
  request: WireRequest,
  requestId: string,
  options: AwsServerOptions,
): Promise<WireResponse> {
  const signature = signatureOf(request);
  const service = serviceOf(request, signature);
  const isForm = /x-www-form-urlencoded/.test(request.headers['content-type'] ?? '');
  const protocol = (isForm && service?.formProtocol) || service?.protocol;
  let model: Model | undefined;
  try {
    if (!signature)
      throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
    if (!service || !protocol || !options.services.has(service.id))
      throw new AwsError(
        'UnknownOperationException',
        `The local cloud has no service "${signature.service}".`,
        404,
      );
    model = await service.model();
    const { operation, input } = protocol.read(request, model);
    if (service.invalid) requireMembers(operation.input, input, service.invalid);
    const caller = options.callerOf(signature.accessKeyId);
    const output = await options.dispatch(service.id, operation.name, input, caller);
    return protocol.answer(operation, output, requestId);
  } catch (error) {
    return refusal(asAwsError(error), protocol, model, requestId);
  }
}

function serviceOf(request: WireRequest, signature: Signature | undefined): WireService | undefined {
  const target = request.headers['x-amz-target'];
  if (target === undefined) return catalogue.find((each) => each.signingName === signature?.service);
  const prefix = String(target).split('.')[0];
  return catalogue.find((each) => each.target === prefix);
}

function refusal(
  error: AwsError,
  protocol: Protocol | undefined,
  model: Model | undefined,
  requestId: string,
): WireResponse {
  if (protocol) return protocol.refuse(error, model, requestId);
  return {
    status: error.status,
    headers: {
      'content-type': 'application/json',
      'x-amzn-requestid': requestId,
      'x-amzn-errortype': error.name,
    },
    body: JSON.stringify({ message: error.message }),
  };
}

/** What is not a refusal is a fault of the local cloud: told on its console, answered as AWS answers its own. */
function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  console.error(error);
  return new AwsError('InternalFailure', error instanceof Error ? error.message : String(error), 500);
}

async function readRequest(request: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MOST_BYTES)
      throw new AwsError('RequestEntityTooLargeException', 'Request must be smaller than 64 MB.', 413);
    chunks.push(chunk);
  }
  const url = new URL(request.url ?? '/', 'http://localhost');
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body: Buffer.concat(chunks),
  };
}
