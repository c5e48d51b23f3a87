import type { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from '../aws-error.ts';
import { parse } from './json-rpc.ts';
import { fromJson, toJson } from './json-shapes.ts';
import type { WireRequest, WireResponse } from './message.ts';
import type { Model, OperationModel } from './model.ts';
import type { Protocol } from './protocol.ts';
import { fromText, inBody, membersOf } from './rest-bindings.ts';
import { matchRoute } from './rest-routes.ts';

/** REST-JSON: operations by method and path, members in the path, query, headers and body. */
export class RestJson implements Protocol {
  read(request: WireRequest, model: Model): { operation: OperationModel; input: unknown } {
    const match = matchRoute(model, request);
    if (!match)
      throw new AwsError(
        'UnknownOperationException',
        `There is no operation at ${request.method} ${request.path}.`,
        404,
      );
    const { operation, labels, isFormer } = match;
    const input: Record<string, unknown> = {};
    let body: Readonly<Record<string, unknown>> | undefined;
    for (const [name, member] of membersOf(operation.input)) {
      const value = bound(member, name, request, labels);
      if (value !== undefined) {
        input[name] = value;
      } else if (isFormer && request.query.has(name)) {
        input[name] = fromText(member, request.query.getAll(name));
      } else if (inBody(member)) {
        body ??= structureIn(request.body);
        const given = body[member.getMergedTraits().jsonName ?? name];
        if (given !== undefined && given !== null) input[name] = fromJson(member, given);
      }
    }
    return { operation, input };
  }

  answer(operation: OperationModel, output: unknown, requestId: string): WireResponse {
    const given = Object(output) as Readonly<Record<string, unknown>>;
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      'x-amzn-requestid': requestId,
    };
    const body: Record<string, unknown> = {};
    let status = operation.http?.status ?? 200;
    let payload: string | Uint8Array | undefined;
    for (const [name, member] of membersOf(operation.output)) {
      const value = given[name];
      if (value === undefined || value === null) continue;
      const { httpHeader, httpPayload, httpResponseCode, jsonName } = member.getMergedTraits();
      if (httpHeader) headers[httpHeader.toLowerCase()] = String(value);
      else if (httpResponseCode) status = Number(value);
      else if (httpPayload)
        payload = value instanceof Uint8Array ? value : JSON.stringify(toJson(member, value));
      else body[jsonName ?? name] = toJson(member, value);
    }
    return { status, headers, body: payload ?? (status === 204 ? '' : JSON.stringify(body)) };
  }

  refuse(error: AwsError, model: Model | undefined, requestId: string): WireResponse {
    const schema = model?.errors.get(error.name);
    const key = schema && 'Message' in schema.getMemberSchemas() ? 'Message' : 'message';
    return {
      status: error.status,
      headers: {
        'content-type': 'application/json',
        'x-amzn-requestid': requestId,
        'x-amzn-errortype': error.name,
      },
      body: JSON.stringify({ ...error.details, [key]: error.message }),
    };
  }
}

function structureIn(body: Buffer): Readonly<Record<string, unknown>> {
  const parsed = parse(body);
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
    return parsed as Readonly<Record<string, unknown>>;
  throw new AwsError('SerializationException', 'The request body is not a JSON object.');
}

/** A member that is not in the JSON body; undefined when it is, or was not given. */
function bound(
  member: NormalizedSchema,
  name: string,
  request: WireRequest,
  labels: ReadonlyMap<string, string>,
): unknown {
  const { httpLabel, httpQuery, httpHeader, httpPayload } = member.getMergedTraits();
  if (httpLabel) return labels.get(name);
  if (httpQuery) return fromText(member, request.query.getAll(httpQuery));
  if (httpHeader) return fromText(member, [request.headers[httpHeader.toLowerCase()] ?? []].flat());
  if (!httpPayload || request.body.length === 0) return undefined;
  return member.isBlobSchema() ? new Uint8Array(request.body) : fromJson(member, parse(request.body));
}
