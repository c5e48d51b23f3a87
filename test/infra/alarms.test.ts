import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fixtureApp, templateOf } from './fixtures/synthesized.ts';

const template = templateOf(fixtureApp({}, { alarmEmail: 'owner@example.com' }));
const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm')).map((each) => each.Properties);

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
      'onward-appointment-failed-runs',
      'onward-audience-dead-letters',
      'onward-bounce-rate',
      'onward-complaint-rate',
      'onward-dead-letters',
      'onward-feedback-errors',
      'onward-http-errors',
      'onward-ingest-errors',
      'onward-line-delayed',
      'onward-open-executions',
      'onward-record-event-errors',
      'onward-sync-audience-errors',
      'onward-throttled-functions',
      'onward-unhandled',
      'onward-welcome-failed-runs',
    ]);
  });

  it('ring at the rates at which SES reviews an account, and at 80% of the quota of open executions', () => {
    const threshold = (name: string): unknown => alarms.find((each) => each.AlarmName === name)?.Threshold;
    expect(threshold('onward-bounce-rate')).toBe(0.05);
    expect(threshold('onward-complaint-rate')).toBe(0.001);
    expect(threshold('onward-open-executions')).toBe(80);
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
