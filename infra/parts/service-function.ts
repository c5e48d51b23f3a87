import { Duration, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { FunctionSpec, Need } from '../../functions/shared/spec.ts';
import { grantsOf, type Resources, type Wildcard } from '../resources.ts';
import { logGroup } from './log-group.ts';

interface ServiceFunctionProps {
  readonly spec: FunctionSpec;
  /** The folder of its bundle. */
  readonly code: string;
  readonly resources: Resources;
  readonly logRetentionDays: number;
  /** Where calls go that nobody waits for and that failed three times. */
  readonly unhandled: IQueue;
}

/** Whether a function is called by services that do not wait for its answer: Lambda then retries twice and gives up. */
const isCalledAsynchronously = ({ triggers }: FunctionSpec): boolean =>
  Boolean(triggers?.subscribes || triggers?.executionStatus || triggers?.every || triggers?.schedules);

const tracing: Wildcard = {
  arn: '*',
  reason: 'xray:PutTraceSegments and xray:PutTelemetryRecords are authorised on no resource but "*".',
};

/**
 * One of our functions: what its spec declares becomes its environment, its policy, and nothing else. Its role may
 * write its own log group; Lambda's managed policy would let it write every one.
 */
export class ServiceFunction extends Construct {
  readonly function: LambdaFunction;
  readonly spec: FunctionSpec;
  readonly logs: LogGroup;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id);
    const { spec, resources } = props;
    this.spec = spec;
    const functionName = `onward-${spec.name}`;
    this.logs = logGroup(this, `/aws/lambda/${functionName}`, props.logRetentionDays);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What functions/${spec.name} may do`,
    });
    this.logs.grantWrite(role);
    const needs = Object.values(spec.needs);
    for (const need of needs)
      for (const statement of statementsFor(need, resources)) role.addToPolicy(statement);
    this.function = new LambdaFunction(this, 'Function', {
      functionName,
      description: spec.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(props.code),
      memorySize: spec.memoryMb,
      timeout: Duration.seconds(spec.timeoutSeconds),
      role,
      environment: {
        NODE_OPTIONS: '--enable-source-maps',
        ...Object.fromEntries(
          needs
            .map((need) => [need.env, resources[need.resource].value] as const)
            .filter(([, value]) => value !== ''),
        ),
      },
      tracing: Tracing.ACTIVE,
      loggingFormat: LoggingFormat.JSON,
      // Its `platform.report` lines say how each invocation ended, which the alarm counts.
      systemLogLevelV2: SystemLogLevel.INFO,
      logGroup: this.logs,
      ...(isCalledAsynchronously(spec) && { deadLetterQueue: props.unhandled }),
    });
    const wildcards = [tracing, ...needs.flatMap((need) => resources[need.resource].wildcards ?? [])];
    for (const { arn, reason } of wildcards)
      Validations.of(role).acknowledge({ id: `AwsSolutions-IAM5[Resource::${arn}]`, reason });
  }
}

const statementsFor = (need: Need, resources: Resources): readonly PolicyStatement[] =>
  grantsOf(need, resources).map(
    ({ actions, arns }) =>
      new PolicyStatement({
        actions: [...actions],
        resources: [...arns],
        conditions: resources[need.resource].conditions,
      }),
  );
