import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { AwsError } from '../aws-error.ts';
import type { Caller, Service, ServiceContext } from '../service.ts';
import { catalogue, type WireService } from './catalogue.ts';
import { guessedProtocol, isQuery } from './guessed-protocol.ts';
import { JsonRpc } from './json-rpc.ts';
import type { WireRequest, WireResponse } from './message.ts';
import type { Model } from './model.ts';
import type { Protocol } from './protocol.ts';
import { Query } from './query.ts';
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
    serve(request, response, options).catch((error: unknown) => {
      // A client that hung up while it was sending is no trouble of ours.
      if (!request.destroyed || request.complete) console.error(error);
      response.destroy();
    });
  });
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  options: AwsServerOptions,
): Promise<void> {
  const requestId = randomUUID();
  const body = await bodyOf(request);
  const read = wireRequest(request, body ?? Buffer.alloc(0));
  const answer = body ? await answerTo(read, requestId, options) : tooLarge(read, requestId);
  await options.kept();
  // Of an object's head, the length is the object's.
  response.writeHead(answer.status, { 'content-length': Buffer.byteLength(answer.body), ...answer.headers });
  response.end(answer.body);
}

async function answerTo(
  request: WireRequest,
  requestId: string,
  options: AwsServerOptions,
): Promise<WireResponse> {
  let refusing = guessedProtocol(request);
  let model: Model | undefined;
  try {
    const signature = signatureOf(request);
    const service = serviceOf(request, signature);
    const protocol = service && protocolOf(service, request);
    refusing = protocol ?? guessedProtocol(request, signature);
    if (!signature)
      throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
    if (!service || !protocol || !options.services.has(service.id)) throw unknownService(signature, request);
    if (protocol instanceof JsonRpc) requireTarget(service, request);
    model = await service.model();
    const { operation, input } = protocol.read(request, model);
    if (service.invalid) requireMembers(operation.input, input, service.invalid);
    const caller = options.callerOf(signature.accessKeyId);
    const output = await options.dispatch(service.id, operation.name, input, caller);
    return protocol.answer(operation, output, requestId);
  } catch (error) {
    return refusing.refuse(asAwsError(error), model, requestId);
  }
}

function serviceOf(request: WireRequest, signature: Signature | undefined): WireService | undefined {
  const prefix = String(request.headers['x-amz-target'] ?? '').split('.')[0];
  const targeted = prefix ? catalogue.find((each) => each.target === prefix) : undefined;
  if (targeted) return targeted;
  const signedFor = catalogue.filter((each) => each.signingName === signature?.service);
  return signedFor.find((each) => speaks(each, request)) ?? signedFor[0];
}

/** SES is two services of one name: by forms its first version is called, by paths its second. */
const speaks = ({ protocol, formProtocol }: WireService, request: WireRequest): boolean =>
  isQuery(request) === protocol instanceof Query || formProtocol !== undefined;

/** Undefined where the service is called in a protocol that it does not speak here. */
function protocolOf({ protocol, formProtocol }: WireService, request: WireRequest): Protocol | undefined {
  if (!isQuery(request) || protocol instanceof Query) return protocol;
  return formProtocol;
}

/** The JSON protocols take POST alone, with a target of the service that the call is signed for. */
function requireTarget({ target }: WireService, { method, headers }: WireRequest): void {
  if (method !== 'POST') throw new AwsError('UnknownOperationException', '', 404);
  if (!String(headers['x-amz-target'] ?? '').startsWith(`${target}.`))
    throw new AwsError('UnknownOperationException', '');
}

function unknownService({ service }: Signature, request: WireRequest): AwsError {
  const isOther = isQuery(request) && catalogue.some(({ signingName }) => signingName === service);
  const asked = isOther ? `"${service}" in the query protocol` : `"${service}"`;
  return new AwsError('UnknownOperationException', `The local cloud has no service ${asked}.`, 404);
}

const tooLarge = (request: WireRequest, requestId: string): WireResponse =>
  guessedProtocol(request).refuse(
    new AwsError(
      'RequestEntityTooLargeException',
      `Request must be smaller than ${MOST_BYTES / 1024 / 1024} MB.`,
      413,
    ),
    undefined,
    requestId,
  );

/** What is not a refusal is a fault of the local cloud: told on its console, answered as AWS answers its own. */
function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  console.error(error);
  return new AwsError('InternalFailure', error instanceof Error ? error.message : String(error), 500);
}

/** The whole body; undefined if it is larger than any service takes, read to its end so that the client reads the answer. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= MOST_BYTES) chunks.push(chunk);
  }
  return size <= MOST_BYTES ? Buffer.concat(chunks) : undefined;
}

function wireRequest({ method = 'GET', url = '/', headers }: IncomingMessage, body: Buffer): WireRequest {
  const [path = '/'] = url.split('?', 1);
  return { method, path, query: new URLSearchParams(url.slice(path.length + 1)), headers, body };
}
