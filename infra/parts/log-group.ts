import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

/**
 * A log group of our own, so that its retention is ours (Lambda's own default keeps logs for ever). It goes with the
 * stack: logs hold no business records, and a named group left behind would make the next deployment fail.
 */
export const logGroup = (scope: Construct, name: string, retentionDays: number): LogGroup =>
  new LogGroup(scope, 'Logs', {
    logGroupName: name,
    retention: retentionDays,
    removalPolicy: RemovalPolicy.DESTROY,
  });
