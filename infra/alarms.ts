import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmBell } from './parts/alarm-bell.ts';
import type { Audiences } from './parts/audiences.ts';
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
    says: 'Feedback on mail or on runs was handed to a function that failed three times.',
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

/** One for each journey, so that the alarm's name says which; each counts as two metrics. */
export function failedRunsAlarm(
  bell: AlarmBell,
  journey: { readonly id: string; readonly arn: string },
): void {
  const count = (metricName: string): Metric =>
    accountMetric('AWS/States', metricName, Stats.SUM).with({
      dimensionsMap: { StateMachineArn: journey.arn },
    });
  bell.alarm(`${journey.id}-failed-runs`, {
    says: `Runs of the journey ${journey.id} failed after all their retries; they can be redriven for 14 days.`,
    section: 'failed-runs',
    metric: new MathExpression({
      label: 'failed or timed out',
      expression: 'failed + timedOut',
      usingMetrics: { failed: count('ExecutionsFailed'), timedOut: count('ExecutionsTimedOut') },
      period: fiveMinutes,
    }),
    atLeast: 1,
  });
}

/** Open executions against the account's own quota. Step Functions reports counts below 10,000 as zero. */
export function openExecutionsAlarm(bell: AlarmBell): void {
  bell.alarm('open-executions', {
    says: "Open executions reached 80% of the account's quota: at 100% no run can start.",
    section: 'open-executions',
    metric: new MathExpression({
      label: '% of the quota',
      expression: '100 * open / quota',
      usingMetrics: {
        open: accountMetric('AWS/States', 'OpenExecutionCount', Stats.MAXIMUM),
        quota: accountMetric('AWS/States', 'OpenExecutionLimit', Stats.MAXIMUM),
      },
      period: fiveMinutes,
    }),
    atLeast: 80,
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
 * Crashes and time-outs. Functions that only state machines call have no alarm of their own: they end waits and runs
 * by throwing `Exited` or `Matched`, which Lambda counts as errors, and what is wrong with them shows as failed runs.
 */
export function functionAlarms(bell: AlarmBell, functions: Iterable<ServiceFunction>): void {
  for (const { spec, function: target } of functions) {
    if (!spec.triggers) continue;
    bell.alarm(`${spec.name}-errors`, {
      says: `The function ${spec.name} crashed or ran out of time, in two of three periods.`,
      section: 'function-errors',
      metric: target.metricErrors({ period: fiveMinutes, statistic: Stats.SUM }),
      atLeast: 1,
      periods: { of: 3, breaching: 2 },
    });
  }
  bell.alarm('throttled-functions', {
    says: "Lambda refused calls because the account's concurrency was used up.",
    section: 'throttled-functions',
    metric: accountMetric('AWS/Lambda', 'Throttles', Stats.SUM),
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
