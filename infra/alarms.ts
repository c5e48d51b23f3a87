import { Duration } from 'aws-cdk-lib';
import { Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type IFilterPattern, type LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { AlarmBell } from './parts/alarm-bell.ts';
import type { Audiences } from './parts/audiences.ts';
import type { JourneyMachines } from './parts/journey-machines.ts';
import type { Line } from './parts/line.ts';
import type { PublicApi } from './parts/public-api.ts';
import type { ServiceFunction } from './parts/service-function.ts';
import type { Unhandled } from './parts/unhandled.ts';

const fiveMinutes = Duration.minutes(5);

/** A metric that AWS publishes for the account as a whole. */
const accountMetric = (
  namespace: string,
  metricName: string,
  statistic: string,
  period = fiveMinutes,
): Metric => new Metric({ namespace, metricName, statistic, period });

/** https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html#platform-report */
const failedInvocations = FilterPattern.all(
  FilterPattern.stringValue('$.type', '=', 'platform.report'),
  FilterPattern.stringValue('$.record.status', '!=', 'success'),
);

/** https://docs.aws.amazon.com/step-functions/latest/dg/cloudwatch-log-level.html */
const failedExecutions = FilterPattern.any(
  FilterPattern.stringValue('$.type', '=', 'ExecutionFailed'),
  FilterPattern.stringValue('$.type', '=', 'ExecutionTimedOut'),
);

/**
 * Counts lines of a log. Groups that count under one name share one metric, which costs nothing in the hours in which
 * nothing is counted; see docs/adr/0014-ten-alarm-metrics.md.
 */
const countOf = (logs: LogGroup, metricName: string, filterPattern: IFilterPattern): Metric =>
  new MetricFilter(logs, metricName, {
    logGroup: logs,
    metricNamespace: 'Onward',
    metricName,
    metricValue: '1',
    filterPattern,
  }).metric({ statistic: Stats.SUM, period: fiveMinutes });

export function lineAlarms(bell: AlarmBell, line: Line, unhandled: Unhandled): void {
  bell.alarm('dead-letters', {
    says: 'Events that could not be recorded are in the dead-letter queue, each with its reason.',
    section: 'dead-letters',
    metric: line.deadLetters.metricApproximateNumberOfMessagesVisible({ period: fiveMinutes }),
    atLeast: 1,
  });
  bell.alarm('line-delayed', {
    says: 'An event has waited on the line for 15 minutes: recording is throttled, or fails.',
    section: 'line-delayed',
    metric: line.queue.metricApproximateAgeOfOldestMessage({ period: fiveMinutes }),
    atLeast: Duration.minutes(15).toSeconds(),
  });
  bell.alarm('unhandled', {
    says: "Feedback on mail or on runs, or what became of the table's items, was given up after a function's failures.",
    section: 'unhandled',
    metric: unhandled.queue.metricApproximateNumberOfMessagesVisible({ period: fiveMinutes }),
    atLeast: 1,
  });
}

export function audienceAlarms(bell: AlarmBell, audiences: Audiences): void {
  bell.alarm('audience-dead-letters', {
    says: 'An ad network could not be made to agree for four hours: people may see ads whom they are not for.',
    section: 'audience-dead-letters',
    metric: audiences.deadLetters.metricApproximateNumberOfMessagesVisible({ period: fiveMinutes }),
    atLeast: 1,
  });
}

/** One for all journeys: the log that it counts in names the execution, and with it the journey and the run. */
export function failedRunsAlarm(bell: AlarmBell, { logs }: JourneyMachines): void {
  bell.alarm('failed-runs', {
    says: 'Runs of journeys failed after all their retries; they can be redriven for 14 days.',
    section: 'failed-runs',
    metric: countOf(logs, 'FailedRuns', failedExecutions),
    atLeast: 1,
  });
}

/**
 * 80% of the account's quota, unless it was raised. The quota is a metric too, `OpenExecutionLimit`, which would cost as
 * much again and never change. Step Functions reports counts below 10,000 as zero.
 */
export function openExecutionsAlarm(bell: AlarmBell): void {
  bell.alarm('open-executions', {
    says: "Open executions reached 80% of the account's usual quota: at 100% no run can start.",
    section: 'open-executions',
    metric: accountMetric('AWS/States', 'OpenExecutionCount', Stats.MAXIMUM),
    atLeast: 800_000,
  });
}

/**
 * SES reviews an account at 5% bounces and 0.1% complaints, measured over a representative volume of the whole
 * account's mail, which is why these ask for the account's rates and keep their state between data points.
 */
export function reputationAlarms(bell: AlarmBell): void {
  bell.alarm('bounce-rate', {
    says: '5% of mail bounces: SES reviews the account, and pauses it at 10%.',
    section: 'bounce-rate',
    metric: accountMetric('AWS/SES', 'Reputation.BounceRate', Stats.AVERAGE, Duration.hours(1)),
    atLeast: 0.05,
    missing: TreatMissingData.IGNORE,
  });
  bell.alarm('complaint-rate', {
    says: '0.1% of mail is reported as spam: SES reviews the account, and pauses it at 0.5%.',
    section: 'complaint-rate',
    metric: accountMetric('AWS/SES', 'Reputation.ComplaintRate', Stats.AVERAGE, Duration.hours(1)),
    atLeast: 0.001,
    missing: TreatMissingData.IGNORE,
  });
}

/**
 * Crashes and time-outs, one alarm for all functions: Lambda's own log of each invocation says how it ended, and
 * CloudWatch keeps the errors by function without charge. Functions that only state machines call are left out: they
 * end waits and runs by throwing `Exited` or `Matched`, which Lambda counts as errors, and what is wrong with them shows
 * as failed runs.
 */
export function functionAlarm(bell: AlarmBell, functions: Iterable<ServiceFunction>): void {
  const triggered = Array.from(functions).filter(({ spec }) => spec.triggers);
  const [metric] = triggered.map(({ logs }) => countOf(logs, 'FunctionErrors', failedInvocations));
  if (!metric) return;
  bell.alarm('function-errors', {
    says: 'A function crashed or ran out of time, in two of three periods.',
    section: 'function-errors',
    metric,
    atLeast: 1,
    periods: { of: 3, breaching: 2 },
  });
}

/** Functions turn their own failures into 5xx answers, which Lambda counts as successes. */
export function apiAlarm(bell: AlarmBell, { api }: PublicApi): void {
  bell.alarm('http-errors', {
    says: 'The HTTP API answered five or more calls with a 5xx status.',
    section: 'http-errors',
    metric: api.metricServerError({ period: fiveMinutes, statistic: Stats.SUM }),
    atLeast: 5,
  });
}
