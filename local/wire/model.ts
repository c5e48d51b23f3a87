import { NormalizedSchema } from '@smithy/core/schema';

type SchemaRef = Parameters<typeof NormalizedSchema.of>[0];

/** An operation in the SDK's own notation: kind, namespace, name, traits, and shapes of input and output. */
export type OperationShape = readonly [
  kind: 9,
  namespace: string,
  name: string,
  traits: number | { readonly http?: readonly [method: string, path: string, status: number] },
  input: SchemaRef,
  output: SchemaRef,
];

type ErrorShape = readonly [kind: -3, namespace: string, name: string];

/** An operation as a service's model describes it. */
export interface OperationModel {
  readonly name: string;
  readonly input: NormalizedSchema;
  readonly output: NormalizedSchema;
  /** Where REST protocols put it; the path has `{Member}` and, greedy, `{Member+}`. */
  readonly http?: { readonly method: string; readonly path: string; readonly status: number };
}

/** A service's operations and errors, by name. */
export interface Model {
  readonly operations: ReadonlyMap<string, OperationModel>;
  readonly errors: ReadonlyMap<string, NormalizedSchema>;
}

const OPERATION = 9;
const ERROR = -3;

/**
 * Reads a model from what a client of the SDK exports: each `X$` is a shape of AWS's own model, as an array that
 * begins with its kind. So the wire follows the very definitions that clients are made from.
 */
export function modelOf(exported: Readonly<Record<string, unknown>>): Model {
  const operations = new Map<string, OperationModel>();
  const errors = new Map<string, NormalizedSchema>();
  for (const shape of Object.values(exported)) {
    if (isOperation(shape)) operations.set(shape[2], operationOf(shape));
    else if (isError(shape)) errors.set(shape[2], NormalizedSchema.of(shape));
  }
  return { operations, errors };
}

const isOperation = (shape: unknown): shape is OperationShape =>
  Array.isArray(shape) && shape[0] === OPERATION;

const isError = (shape: unknown): shape is ErrorShape & SchemaRef =>
  Array.isArray(shape) && shape[0] === ERROR;

function operationOf([, , name, traits, input, output]: OperationShape): OperationModel {
  const shapes = { name, input: schemaOf(input), output: schemaOf(output) };
  const http = typeof traits === 'object' ? traits.http : undefined;
  if (!http) return shapes;
  const [method, path, status] = http;
  return { ...shapes, http: { method, path, status } };
}

const schemaOf = (ref: SchemaRef): NormalizedSchema => NormalizedSchema.of(ref);

/** What the query protocol calls an error, where that differs from its shape's name. */
export function queryCode(model: Model | undefined, error: string): string {
  const code = model?.errors.get(error)?.getMergedTraits().awsQueryError;
  return Array.isArray(code) ? String(code[0]) : error;
}
