import { AwsError } from '../aws-error.ts';
import type { WireRequest, WireResponse } from './message.ts';
import { type Model, type OperationModel, queryCode } from './model.ts';
import type { Protocol } from './protocol.ts';
import { fromQuery } from './query-shapes.ts';
import { element, escapeXml, structureXml } from './xml.ts';

/** The query protocol: a form with `Action`, answered in XML. */
export class Query implements Protocol {
  readonly #xmlNamespace: string;

  constructor(xmlNamespace: string) {
    this.#xmlNamespace = xmlNamespace;
  }

  read(request: WireRequest, model: Model): { operation: OperationModel; input: unknown } {
    const form = new URLSearchParams(request.body.length > 0 ? request.body.toString('utf8') : request.query);
    const action = form.get('Action') ?? '';
    const operation = model.operations.get(action);
    if (!operation)
      throw new AwsError('InvalidAction', `The action ${action} is not valid for this endpoint.`, 400);
    return { operation, input: fromQuery(operation.input, form) };
  }

  answer(operation: OperationModel, output: unknown, requestId: string): WireResponse {
    const { name } = operation;
    const hasResult = operation.output.isStructSchema();
    const result = hasResult ? element(`${name}Result`, structureXml(operation.output, output ?? {})) : '';
    const metadata = element('ResponseMetadata', element('RequestId', requestId));
    return this.#response(200, `${name}Response`, result + metadata, requestId);
  }

  refuse(error: AwsError, model: Model | undefined, requestId: string): WireResponse {
    const code = queryCode(model, error.name);
    const described = [
      element('Type', error.status < 500 ? 'Sender' : 'Receiver'),
      element('Code', escapeXml(code)),
      element('Message', escapeXml(error.message)),
    ].join('');
    const body = element('Error', described) + element('RequestId', requestId);
    return this.#response(error.status, 'ErrorResponse', body, requestId);
  }

  #response(status: number, root: string, content: string, requestId: string): WireResponse {
    return {
      status,
      headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
      body: `<${root} xmlns="${this.#xmlNamespace}">${content}</${root}>`,
    };
  }
}
