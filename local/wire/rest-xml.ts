import type { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from '../aws-error.ts';
import { chunkedBody } from './chunked-body.ts';
import type { WireRequest, WireResponse } from './message.ts';
import type { Model, OperationModel } from './model.ts';
import type { Protocol } from './protocol.ts';
import { fromText, membersOf } from './rest-bindings.ts';
import { s3Address } from './s3-address.ts';
import { s3Operation } from './s3-routes.ts';
import { element, escapeXml, structureXml } from './xml.ts';

const XMLNS = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** REST-XML as S3 speaks it: members in host, path, query, headers and body, answers and errors in XML. */
export class RestXml implements Protocol {
  read(request: WireRequest, model: Model): { operation: OperationModel; input: unknown } {
    const address = s3Address(request);
    const operation = s3Operation(model, request, address);
    if (!operation)
      throw new AwsError(
        'MethodNotAllowed',
        'The specified method is not allowed against this resource.',
        405,
      );
    const labels: Readonly<Record<string, string | undefined>> = {
      Bucket: address.bucket,
      Key: address.key,
    };
    const input: Record<string, unknown> = {};
    for (const [name, member] of membersOf(operation.input)) {
      const value = bound(name, member, request, labels);
      if (value !== undefined) input[name] = value;
    }
    return { operation, input };
  }

  answer(operation: OperationModel, output: unknown, requestId: string): WireResponse {
    const given = Object(output) as Readonly<Record<string, unknown>>;
    const headers: Record<string, string> = { 'x-amz-request-id': requestId, 'x-amz-id-2': requestId };
    let payload: Uint8Array | undefined;
    const told: [string, NormalizedSchema][] = [];
    for (const [name, member] of membersOf(operation.output)) {
      const value = given[name];
      if (value === undefined || value === null) continue;
      const { httpHeader, httpPrefixHeaders, httpPayload } = member.getMergedTraits();
      if (httpHeader) headers[httpHeader.toLowerCase()] = headerText(value);
      else if (httpPrefixHeaders)
        for (const [key, text] of Object.entries(value))
          headers[`${httpPrefixHeaders.toLowerCase()}${key.toLowerCase()}`] = String(text);
      else if (httpPayload && value instanceof Uint8Array) payload = value;
      else told.push([name, member]);
    }
    const status = operation.http?.status ?? 200;
    if (payload || told.length === 0) return { status, headers, body: payload ?? '' };
    const root = operation.output.getMergedTraits().xmlName ?? `${operation.name}Result`;
    const body = `<${root} xmlns="${XMLNS}">${structureXml(operation.output, Object.fromEntries(told.map(([name]) => [name, given[name]])))}</${root}>`;
    return { status, headers: { ...headers, 'content-type': 'application/xml' }, body };
  }

  refuse(error: AwsError, _model: Model | undefined, requestId: string): WireResponse {
    const members = {
      Code: error.name,
      Message: error.message,
      ...error.details,
      RequestId: requestId,
      HostId: requestId,
    };
    const inner = Object.entries(members).map(([name, text]) => element(name, escapeXml(String(text))));
    return {
      status: error.status,
      headers: { 'content-type': 'application/xml', 'x-amz-request-id': requestId },
      body: `<?xml version="1.0" encoding="UTF-8"?>\n${element('Error', inner.join(''))}`,
    };
  }
}

const headerText = (value: unknown): string => (value instanceof Date ? value.toUTCString() : String(value));

/** Bodies of XML, by which settings are made, are not read: `undefined`, as if there were none. */
function bound(
  name: string,
  member: NormalizedSchema,
  request: WireRequest,
  labels: Readonly<Record<string, string | undefined>>,
): unknown {
  const { httpLabel, httpQuery, httpHeader, httpPrefixHeaders, httpPayload } = member.getMergedTraits();
  if (httpLabel) return labels[name];
  if (httpQuery) return fromText(member, request.query.getAll(httpQuery));
  if (httpHeader) return fromText(member, [request.headers[httpHeader.toLowerCase()] ?? []].flat());
  if (httpPrefixHeaders) return prefixed(httpPrefixHeaders.toLowerCase(), request);
  if (httpPayload && member.isBlobSchema()) return new Uint8Array(chunkedBody(request));
  return undefined;
}

function prefixed(prefix: string, { headers }: WireRequest): Record<string, string> | undefined {
  const found = Object.entries(headers).filter(([name]) => name.startsWith(prefix));
  if (found.length === 0) return undefined;
  return Object.fromEntries(found.map(([name, value]) => [name.slice(prefix.length), String(value)]));
}
