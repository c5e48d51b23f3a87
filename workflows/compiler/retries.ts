import { taskErrors } from '../task.ts';
import type { Retrier } from './asl.ts';

/** Answers, not failures: asking again would not change them. */
const answers = [taskErrors.exited, taskErrors.matched, taskErrors.alreadyPast];

/**
 * Trouble that passes by itself: Lambda or a provider is busy or down, and nothing was done. Delays of at most 2, 4,
 * 8 … 256 s (8 attempts, 510 s), then 300 s (12 attempts, 3,600 s): 4,110 s in all, and half of it on average,
 * because each delay is drawn between 0 and its maximum so that runs which failed together do not come back together.
 */
const busy: Retrier = {
  ErrorEquals: [
    taskErrors.channelUnavailable,
    taskErrors.lineUnavailable,
    'Lambda.TooManyRequestsException',
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
    'Lambda.ClientExecutionTimeoutException',
  ],
  IntervalSeconds: 2,
  BackoffRate: 2,
  MaxDelaySeconds: 300,
  MaxAttempts: 20,
  JitterStrategy: 'FULL',
};

/**
 * The function died or failed in a way that it does not name: at most 5, 10, 20, 40, 80 s, 155 s in all. Enough for
 * a crash or an outage of a minute; a defect shows soon. `States.TaskFailed` covers every other error but time-outs,
 * which are how waits end.
 */
const broken: Retrier = {
  ErrorEquals: ['Lambda.Unknown', 'Sandbox.Timedout', 'Runtime.ExitError', 'States.TaskFailed'],
  IntervalSeconds: 5,
  BackoffRate: 2,
  MaxAttempts: 5,
  JitterStrategy: 'FULL',
};

/**
 * How a task is retried; `own` are answers that this one has besides. The first that names an error decides, so the
 * order matters.
 */
export const retries = (own: readonly string[] = []): readonly Retrier[] => [
  { ErrorEquals: [...answers, ...own], MaxAttempts: 0 },
  busy,
  broken,
];
