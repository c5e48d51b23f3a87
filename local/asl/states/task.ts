import { aroundWork, parameters, type StateKind, together, transition } from '../definition/common.ts';
import { type Check, checkAtMostOne } from '../definition/fields.ts';
import { NumberField } from '../definition/number-field.ts';
import { andThen } from '../maybe-promise.ts';
import { parseResource, type Resource } from '../resource.ts';
import { scheduleTask } from '../run/task.ts';

const longestSeconds = 99_999_999;

const timeoutSeconds = new NumberField('TimeoutSeconds', 1, longestSeconds);
const heartbeatSeconds = new NumberField('HeartbeatSeconds', 1, longestSeconds);

const resource: Check = (value, at, report) => {
  if (typeof value !== 'string') report.add('Expected value of type String', at);
  else if (!parseResource(value))
    report.add(
      `The resource provided ${value} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`,
      at,
    );
};

/** Calls a function or a service, and waits for its answer or for its token's. */
export const task: StateKind = {
  fields: { ...transition, Resource: resource },
  only: together(aroundWork, parameters, timeoutSeconds.fields, heartbeatSeconds.fields),
  required: ['Resource'],
  check: (source, at, report) => {
    for (const { name, pathName } of [timeoutSeconds, heartbeatSeconds])
      checkAtMostOne(source, at, report, [name, pathName]);
    const { TimeoutSeconds: timeout, HeartbeatSeconds: heartbeat } = source;
    if (typeof timeout === 'number' && typeof heartbeat === 'number' && heartbeat >= timeout)
      report.add('HeartbeatSeconds must be smaller than TimeoutSeconds', at);
  },
  compile: (source, common) => {
    const { flow, next, language } = common;
    const called = parseResource(source.Resource as string) as Resource;
    const timeout = timeoutSeconds.compile(source, language);
    const heartbeat = heartbeatSeconds.compile(source, language);
    return {
      ...common,
      type: 'Task',
      execute: (run, branch) => {
        const attempt = run.newId();
        const token = called.callback ? run.host.token(branch.id, attempt) : undefined;
        const environment = flow.environment(run, branch, { token });
        return andThen(flow.argument(branch, environment), (argument) =>
          andThen(timeout?.(environment), (within) =>
            andThen(heartbeat?.(environment), (every) =>
              scheduleTask(run, branch, {
                resource: called,
                arguments: argument,
                attempt,
                token,
                timeoutSeconds: within,
                heartbeatSeconds: every,
              }),
            ),
          ),
        );
      },
      resume: (run, branch, result) => flow.conclude(run, branch, { next, result }),
    };
  },
};
