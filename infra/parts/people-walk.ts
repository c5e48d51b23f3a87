import { ArnFormat, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { machineArn, machineName } from '../machines.ts';

interface PeopleWalkProps {
  /** What it is called behind `onward-`. */
  readonly name: string;
  /**
   * Goes on through a shard for as long as it has time: called with `{work, shard, behind?}`, answers `{done: true}` or
   * `{done: false, behind}`. What it does must be safe to repeat.
   */
  readonly slice: IFunction;
  /** The log whose failures ring an alarm. */
  readonly logs: LogGroup;
}

/**
 * Throttled, or a function that died: 2, 4, 8 … 300 seconds apart, an hour and a half in all. Then the execution fails, rings
 * its alarm, and can be redriven: what is done stays done.
 */
const retry = [
  {
    ErrorEquals: ['States.ALL'],
    IntervalSeconds: 2,
    BackoffRate: 2,
    MaxDelaySeconds: 300,
    MaxAttempts: 24,
    JitterStrategy: 'FULL',
  },
];

const definition = {
  Comment: 'Goes through people, a shard in each child execution, slice by slice. Input: {shards, work}.',
  QueryLanguage: 'JSONata',
  StartAt: 'Shards',
  States: {
    Shards: {
      Type: 'Map',
      Items: '{% $states.input.shards %}',
      ItemSelector: {
        work: '{% $states.input.work %}',
        shard: '{% $states.context.Map.Item.Value %}',
      },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Slice',
        States: {
          Slice: {
            Type: 'Task',
            Resource: 'arn:aws:states:::lambda:invoke',
            // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of the template
            Arguments: { FunctionName: '${Slice}', Payload: '{% $states.input %}' },
            Output: '{% $merge([$states.input, $states.result.Payload]) %}',
            Retry: retry,
            Next: 'Done?',
          },
          'Done?': {
            Type: 'Choice',
            Choices: [{ Condition: '{% $states.input.done %}', Next: 'Done' }],
            Default: 'Slice',
          },
          Done: { Type: 'Succeed', Output: {} },
        },
      },
      Output: {},
      End: true,
    },
  },
};

/** A Standard state machine that goes through people, partition by partition, side by side: a Distributed Map. */
export class PeopleWalk extends Construct {
  constructor(scope: Construct, id: string, { name, slice, logs }: PeopleWalkProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com'),
      description: `What the state machine ${machineName(name)} may do`,
    });
    const executions = (form: string): string =>
      stack.formatArn({
        service: 'states',
        resource: 'execution',
        resourceName: `${machineName(name)}${form}`,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      });
    // https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html
    const grants = {
      'lambda:InvokeFunction': slice.functionArn,
      'states:StartExecution': machineArn(stack, name),
      'states:DescribeExecution': executions(':*'),
      'states:StopExecution': executions(':*'),
      'states:RedriveExecution': executions('/*'),
    };
    for (const [action, resource] of Object.entries(grants))
      role.addToPolicy(new PolicyStatement({ actions: [action], resources: [resource] }));
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'X-Ray and the delivery of logs are authorised on no resource but "*".',
    });
    for (const form of [':*', '/*'])
      Validations.of(role).acknowledge({
        id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:${machineName(name)}${form}]`,
        reason: "A Distributed Map's child executions are named when they start.",
      });
    const machine = new StateMachine(this, 'Machine', {
      stateMachineName: machineName(name),
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(JSON.stringify(definition, null, 2)),
      definitionSubstitutions: { Slice: slice.functionArn },
      role,
      logs: { destination: logs, level: LogLevel.ERROR, includeExecutionData: false },
      tracingEnabled: true,
    });
    Validations.of(machine).acknowledge({
      id: 'AwsSolutions-SF1',
      reason: 'Errors are logged; every event would repeat the execution history, which is kept for 90 days.',
    });
  }
}
