import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { executionArns, machineArn, machineName } from '../machines.ts';

interface MapMachineProps {
  /** What it is called behind `onward-`. */
  readonly name: string;
  /** What it does, as the end of a sentence about what it may do. */
  readonly purpose: string;
  /** Amazon States Language with one distributed Map, and `${TaskArn}` for its function. */
  readonly definition: { readonly States: Readonly<Record<string, unknown>> };
  /** The `Label` of its Map, which names the Map's executions. */
  readonly label: string;
  readonly task: IFunction;
  /** The journeys' log: one alarm counts the failures of all. */
  readonly logs: LogGroup;
}

/** A state machine that goes through many things with a distributed Map, each taken by the same function. */
export class MapMachine extends Construct {
  constructor(scope: Construct, id: string, props: MapMachineProps) {
    super(scope, id);
    const { label, task } = props;
    const name = machineName(props.name);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com'),
      description: `What the state machine may do that ${props.purpose}`,
    });
    const stack = Stack.of(this);
    // https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html
    const statements = [
      { actions: ['lambda:InvokeFunction'], resources: [task.functionArn] },
      { actions: ['states:StartExecution'], resources: [machineArn(stack, props.name)] },
      {
        actions: ['states:DescribeExecution', 'states:StopExecution'],
        resources: [executionArns(stack, props.name)],
      },
      { actions: ['states:RedriveExecution'], resources: [executionArns(stack, `${props.name}/${label}`)] },
    ];
    for (const statement of statements) role.addToPolicy(new PolicyStatement(statement));
    const machine = new StateMachine(this, 'Machine', {
      stateMachineName: name,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(JSON.stringify(props.definition, null, 2)),
      definitionSubstitutions: { TaskArn: task.functionArn },
      role,
      logs: { destination: props.logs, level: LogLevel.ERROR, includeExecutionData: false },
      tracingEnabled: true,
    });
    acknowledge(role, machine, [name, `${name}/${label}`]);
  }
}

function acknowledge(role: Role, machine: StateMachine, executions: readonly string[]): void {
  Validations.of(role).acknowledge(
    {
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'X-Ray and the delivery of logs are authorised on no resource but "*".',
    },
    ...executions.map((of) => ({
      id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:${of}:*]`,
      reason: 'An execution is named when it starts: it does not exist when the policy is written.',
    })),
  );
  Validations.of(machine).acknowledge({
    id: 'AwsSolutions-SF1',
    reason:
      'What it does is in the table and in the log of its function; every event would cost more than the transitions.',
  });
}
