import { results, type StateKind, transition } from '../definition/common.ts';
import { catchers, retry } from '../definition/error-handlers.ts';
import { type Check, integer, orExpression, template } from '../definition/fields.ts';
import type { Environment } from '../expression/environment.ts';
import { compileTemplate } from '../expression/template.ts';
import { expected } from '../expression/typed.ts';
import { queryEvaluationError } from '../failure.ts';
import { Document, type Json } from '../json.ts';
import { andThen, type MaybePromise } from '../maybe-promise.ts';
import { parseResource, type Resource } from '../resource.ts';
import { scheduleTask } from '../run/task.ts';
import { conclude } from './conclude.ts';

const longestSeconds = 99_999_999;

const resource: Check = (value, at, report) => {
  if (typeof value !== 'string') report.add('Expected value of type String', at);
  else if (!parseResource(value))
    report.add(
      `The resource provided ${value} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`,
      at,
    );
};

const seconds = orExpression(integer(1, longestSeconds));

/** Calls a function or a service, and waits for its answer or for its token's. */
export const task: StateKind = {
  fields: {
    ...transition,
    ...results,
    Resource: resource,
    Arguments: template,
    TimeoutSeconds: seconds,
    HeartbeatSeconds: seconds,
    Retry: retry,
    Catch: catchers,
  },
  required: ['Resource'],
  check: ({ TimeoutSeconds: timeout, HeartbeatSeconds: heartbeat }, at, report) => {
    if (typeof timeout === 'number' && typeof heartbeat === 'number' && heartbeat >= timeout)
      report.add('HeartbeatSeconds must be smaller than TimeoutSeconds', at);
  },
  compile: (source, common) => {
    const called = parseResource(source.Resource as string) as Resource;
    const parameters =
      source.Arguments === undefined ? undefined : compileTemplate(source.Arguments, 'Arguments');
    const timeout = secondsField(source.TimeoutSeconds, 'TimeoutSeconds');
    const heartbeat = secondsField(source.HeartbeatSeconds, 'HeartbeatSeconds');
    return {
      ...common,
      type: 'Task',
      execute: (run, branch) => {
        const attempt = run.newId();
        const token = called.callback ? run.host.token(branch.id, attempt) : undefined;
        const environment = run.environment(branch, { ...(token !== undefined && { token }) });
        return andThen(parameters?.evaluate(environment), (value) =>
          andThen(timeout(environment), (within) =>
            andThen(heartbeat(environment), (every) =>
              scheduleTask(run, branch, {
                resource: called,
                arguments: value === undefined ? branch.input : Document.of(value),
                attempt,
                token,
                timeoutSeconds: within,
                heartbeatSeconds: every,
              }),
            ),
          ),
        );
      },
      resume: (run, branch, result) =>
        conclude(run, branch, { ...common, extra: { result: result.value }, otherwise: () => result }),
    };
  },
};

function secondsField(source: Json | undefined, field: string) {
  if (source === undefined) return () => undefined;
  const compiled = compileTemplate(source, field);
  return (environment: Environment): MaybePromise<number> =>
    andThen(compiled.evaluate(environment), (value) => {
      const count = expected('number', value, source, field);
      if (Number.isInteger(count) && count > 0 && count <= longestSeconds) return count;
      throw queryEvaluationError(
        `The ${field} field must be an integer from 1 to ${longestSeconds} but was: ${count}`,
        field,
      );
    });
}
