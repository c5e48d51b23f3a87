import { isUtf8 } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { AwsError } from '../aws-error.ts';
import { fromJson, toJson } from './json-shapes.ts';
import type { WireRequest, WireResponse } from './message.ts';
import { type Model, type OperationModel, queryCode } from './model.ts';
import type { Protocol } from './protocol.ts';

export interface JsonRpcOptions {
  readonly version: '1.0' | '1.1';
  /** What goes before `#` in `__type`, for services that write it. */
  readonly namespaceOf?: (error: string) => string;
  /** DynamoDB's checksum header. */
  readonly crc32?: boolean;
  /** Names the error as the query protocol did, in a header, for SQS. */
  readonly queryErrors?: boolean;
}

/** AWS JSON 1.0 and 1.1: `POST /`, the operation in `X-Amz-Target`. */
export class JsonRpc implements Protocol {
  readonly #options: JsonRpcOptions;

  constructor(options: JsonRpcOptions) {
    this.#options = options;
  }

  read(request: WireRequest, model: Model): { operation: OperationModel; input: unknown } {
    const target = String(request.headers['x-amz-target'] ?? '');
    const operation = model.operations.get(target.slice(target.lastIndexOf('.') + 1));
    if (!operation) throw new AwsError('UnknownOperationException', '');
    return { operation, input: fromJson(operation.input, parse(request.body)) };
  }

  answer(operation: OperationModel, output: unknown, requestId: string): WireResponse {
    const shaped = operation.output.isUnitSchema() ? undefined : toJson(operation.output, output ?? {});
    // SQS and SSM answer `{}` where the model has nothing; so do the others that JSON clients read.
    return this.#response(200, shaped ?? {}, requestId);
  }

  refuse(error: AwsError, model: Model | undefined, requestId: string): WireResponse {
    const schema = model?.errors.get(error.name);
    const details = schema ? toJson(schema, error.details) : error.details;
    const key = schema?.isStructSchema() && 'Message' in schema.getMemberSchemas() ? 'Message' : 'message';
    const namespace = this.#options.namespaceOf?.(error.name);
    const __type = namespace === undefined ? error.name : `${namespace}#${error.name}`;
    const body = { __type, ...Object(details), ...(error.message !== '' && { [key]: error.message }) };
    const response = this.#response(error.status, body, requestId);
    if (!this.#options.queryErrors) return response;
    const code = queryCode(model, error.name);
    const fault = error.status < 500 ? 'Sender' : 'Receiver';
    return { ...response, headers: { ...response.headers, 'x-amzn-query-error': `${code};${fault}` } };
  }

  #response(status: number, body: unknown, requestId: string): WireResponse {
    const text = JSON.stringify(body);
    return {
      status,
      headers: {
        'content-type': `application/x-amz-json-${this.#options.version}`,
        'x-amzn-requestid': requestId,
        ...(this.#options.crc32 && { 'x-amz-crc32': String(crc32(text)) }),
      },
      body: text,
    };
  }
}

/** The body as JSON; none at all counts as `{}`. @throws AwsError SerializationException */
export function parse(body: Buffer): unknown {
  if (body.length === 0) return {};
  if (!isUtf8(body)) throw new AwsError('SerializationException', 'The request body is not UTF-8.');
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new AwsError('SerializationException', 'The request body is not JSON.');
  }
}
