import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fixtureApp, templateOf } from './fixtures/synthesized.ts';

const template = templateOf(fixtureApp({}, { alarmEmail: 'owner@example.com' }));
const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm')).map((each) => each.Properties);

const filters = Object.values(template.findResources('AWS::Logs::MetricFilter')).map(
  (each) => each.Properties,
);
const groups = template.findResources('AWS::Logs::LogGroup');
const filtersFor = (metric: string) =>
  filters.filter(({ MetricTransformations }) => MetricTransformations[0].MetricName === metric);
/** Names of the log groups in which a metric is counted. */
const countedIn = (metric: string) =>
  filtersFor(metric)
    .map(({ LogGroupName }) => groups[LogGroupName.Ref]?.Properties.LogGroupName)
    .toSorted();
/** The pattern by which all of them count. */
const patternOf = (metric: string) => {
  const patterns = new Set(filtersFor(metric).map(({ FilterPattern }) => FilterPattern));
  return patterns.size === 1 ? [...patterns][0] : [...patterns];
};

/** As a Markdown viewer makes anchors of headings. */
const anchors = new Set(
  readFileSync('docs/runbook.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('## '))
    .map((line) => line.slice(3).toLowerCase().replaceAll(' ', '-')),
);

describe('alarms', () => {
  it('cover dead letters, failed runs, reputation, open executions, the line, functions and the HTTP API', () => {
    expect(alarms.map(({ AlarmName }) => AlarmName).toSorted()).toEqual([
      'onward-audience-dead-letters',
      'onward-bounce-rate',
      'onward-complaint-rate',
      'onward-dead-letters',
      'onward-failed-runs',
      'onward-function-errors',
      'onward-http-errors',
      'onward-line-delayed',
      'onward-open-executions',
      'onward-unhandled',
    ]);
  });

  it('ring at the rates at which SES reviews an account, and at 80% of the quota of open executions', () => {
    const threshold = (name: string): unknown => alarms.find((each) => each.AlarmName === name)?.Threshold;
    expect(threshold('onward-bounce-rate')).toBe(0.05);
    expect(threshold('onward-complaint-rate')).toBe(0.001);
    expect(threshold('onward-open-executions')).toBe(800_000);
  });

  it('watch ten metrics, as many as are free: one each, however many functions and journeys there are', () => {
    expect(alarms).toHaveLength(10);
    for (const alarm of alarms) expect(alarm).toMatchObject({ MetricName: expect.any(String) });
  });

  it('count crashes and time-outs of every function that something other than a state machine calls', () => {
    expect(countedIn('FunctionErrors')).toEqual([
      '/aws/lambda/onward-authorize',
      '/aws/lambda/onward-feedback',
      '/aws/lambda/onward-fold-changes',
      '/aws/lambda/onward-ingest',
      '/aws/lambda/onward-record-event',
      '/aws/lambda/onward-sync-audience',
    ]);
    expect(patternOf('FunctionErrors')).toBe(
      '{ ($.type = "platform.report") && ($.record.status != "success") }',
    );
  });

  it('count the failed and the timed-out executions of all journeys', () => {
    expect(countedIn('FailedRuns')).toEqual(['/aws/vendedlogs/states/onward-journeys']);
    expect(patternOf('FailedRuns')).toBe(
      '{ ($.type = "ExecutionFailed") || ($.type = "ExecutionTimedOut") }',
    );
  });

  it('are paid for what they count in the hours of trouble alone', () => {
    for (const { MetricTransformations } of filters)
      expect(MetricTransformations).toEqual([
        { MetricNamespace: 'Onward', MetricName: expect.any(String), MetricValue: '1' },
      ]);
  });

  it.each(alarms.map(({ AlarmName, AlarmDescription }) => [AlarmName, AlarmDescription] as const))(
    '%s links to a section of the runbook',
    (_name, description) => {
      expect(anchors).toContain(/docs\/runbook\.md#([a-z0-9-]+)$/.exec(description)?.[1]);
    },
  );

  it('are told to the owner', () => {
    template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'owner@example.com',
    });
  });

  it('may be published: the topic’s policy lets CloudWatch in', () => {
    expect(JSON.stringify(template.findResources('AWS::SNS::TopicPolicy'))).toContain(
      'cloudwatch.amazonaws.com',
    );
  });
});
