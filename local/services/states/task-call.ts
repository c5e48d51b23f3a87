import type { Failure } from '../../asl/failure.ts';
import { isObject, type Json, type JsonObject } from '../../asl/json.ts';
import type { Resource } from '../../asl/resource.ts';
import type { TaskCall } from '../../asl/run/command.ts';
import type { ServiceContext } from '../../service.ts';
import { uuid } from '../unique-id.ts';
import { callFailure } from './task-failure.ts';
import { capitalised, plain, uncapitalised } from './task-shapes.ts';

export type CallResult = { readonly output: string } | { readonly failure: Failure };

/** Makes a task's call with the machine's role, and words the answer as Step Functions does. */
export async function makeCall(
  context: ServiceContext,
  call: TaskCall,
  roleArn: string,
): Promise<CallResult> {
  const { resource } = call;
  const parameters = JSON.parse(call.arguments) as Json;
  const requestId = uuid(() => context.random());
  try {
    const answer = await context.dispatch(
      resource.service,
      resource.operation,
      inputFor(resource, parameters),
      {
        roleArn,
      },
    );
    return resultOf(context, resource, plain(answer), requestId);
  } catch (error) {
    return { failure: callFailure(resource, error, requestId) };
  }
}

/** Members that must be text, and may be written as JSON. */
const textMembers: Readonly<Record<string, string>> = {
  'sqs:SendMessage': 'MessageBody',
  'sns:Publish': 'Message',
  'sfn:StartExecution': 'Input',
};

function inputFor(resource: Resource, parameters: Json): unknown {
  if (resource.kind === 'function') return { FunctionName: resource.name, Payload: parameters };
  if (!isObject(parameters)) return parameters;
  if (resource.service === 'lambda' && resource.operation === 'Invoke') return { Payload: {}, ...parameters };
  const input = resource.kind === 'optimized' ? withText(resource, parameters) : parameters;
  return resource.service === 'sfn' ? uncapitalised(input) : input;
}

function withText({ service, operation }: Resource, parameters: JsonObject): JsonObject {
  const member = textMembers[`${service}:${operation}`];
  if (member !== undefined) return { ...parameters, [member]: asText(parameters[member]) };
  if (service !== 'eventbridge' || !Array.isArray(parameters.Entries)) return parameters;
  return {
    ...parameters,
    Entries: parameters.Entries.map((entry: Json) =>
      isObject(entry) ? { ...entry, Detail: asText(entry.Detail) } : entry,
    ),
  };
}

const asText = (value: Json | undefined): Json =>
  value === undefined || typeof value === 'string' ? (value ?? '{}') : JSON.stringify(value);

function resultOf(
  context: ServiceContext,
  resource: Resource,
  answer: JsonObject,
  requestId: string,
): CallResult {
  if (resource.service === 'lambda' && resource.operation === 'Invoke' && resource.kind !== 'sdk') {
    if (answer.FunctionError !== undefined) return { failure: functionFailure(answer.Payload ?? null) };
    if (resource.kind === 'function') return { output: JSON.stringify(answer.Payload ?? null) };
    return {
      output: JSON.stringify({
        ExecutedVersion: '$LATEST',
        Payload: null,
        ...answer,
        ...metadata(context, resource, requestId),
      }),
    };
  }
  const output = resource.service === 'sfn' ? capitalised(answer) : answer;
  if (resource.kind !== 'optimized') return { output: JSON.stringify(output) };
  if (resource.service === 'eventbridge') return resultOfEvents(output);
  return { output: JSON.stringify({ ...output, ...metadata(context, resource, requestId) }) };
}

/** `events:putEvents` fails when one of its events was refused, and tells nothing of the HTTP call. */
function resultOfEvents(output: JsonObject): CallResult {
  const text = JSON.stringify(output);
  return Number(output.FailedEntryCount) > 0
    ? { failure: { error: 'EventBridge.FailedEntry', cause: text } }
    : { output: text };
}

/** A function's error by its own name; one without a name is `Lambda.Unknown`. */
function functionFailure(payload: Json): Failure {
  const cause = JSON.stringify(payload);
  if (isObject(payload) && typeof payload.errorType === 'string') return { error: payload.errorType, cause };
  return {
    error: 'Lambda.Unknown',
    cause: `The cause could not be determined because Lambda did not return an error type. Returned payload: ${cause}`,
  };
}

/** What the services' answers are written in, where that is not AWS's JSON 1.0. */
const contentTypes: Readonly<Record<string, string>> = { lambda: 'application/json', sns: 'text/xml' };

/** What optimized integrations tell of the HTTP call. */
function metadata({ clock }: ServiceContext, { service }: Resource, requestId: string): JsonObject {
  const headers = {
    'Content-Type': contentTypes[service] ?? 'application/x-amz-json-1.0',
    Date: new Date(clock.now()).toUTCString(),
    'x-amzn-RequestId': requestId,
  };
  return {
    SdkHttpMetadata: {
      AllHttpHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
      HttpHeaders: headers,
      HttpStatusCode: 200,
    },
    SdkResponseMetadata: { RequestId: requestId },
  };
}
