import type { AwsError } from '../aws-error.ts';
import type { WireRequest, WireResponse } from './message.ts';
import type { Model, OperationModel } from './model.ts';

/** How one of AWS's protocols writes calls, answers and refusals. One for each service of the port. */
export interface Protocol {
  /** Which operation is called with what. Throws `UnknownOperationException` or `SerializationException`. */
  read(request: WireRequest, model: Model): { readonly operation: OperationModel; readonly input: unknown };
  answer(operation: OperationModel, output: unknown, requestId: string): WireResponse;
  refuse(error: AwsError, model: Model | undefined, requestId: string): WireResponse;
}
