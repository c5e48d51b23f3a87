import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { CompiledJourney } from '../journeys.ts';
import { machineName } from '../machines.ts';
import { logGroup } from './log-group.ts';

interface JourneyMachinesProps {
  readonly journeys: readonly CompiledJourney[];
  /** What a definition's placeholders stand for: the functions that carry out its steps. */
  readonly tasks: Readonly<Record<'RunStepArn' | 'SendMessageArn', IFunction>>;
  readonly logRetentionDays: number;
}

/**
 * A Standard state machine for each journey, `onward-<id>`. Deleting a state machine ends its executions, so each is
 * retained even if it leaves the template; role and log group are shared, so that they outlive any one of them.
 *
 * Logs tell errors only and no data: inputs carry what customers told us.
 */
export class JourneyMachines extends Construct {
  readonly logs: LogGroup;

  constructor(scope: Construct, id: string, props: JourneyMachinesProps) {
    super(scope, id);
    const { RunStepArn, SendMessageArn } = props.tasks;
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com'),
      description: "What the journeys' state machines may do",
    });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: [RunStepArn.functionArn, SendMessageArn.functionArn],
      }),
    );
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'X-Ray and the delivery of logs are authorised on no resource but "*".',
    });
    this.logs = logGroup(this, '/aws/vendedlogs/states/onward-journeys', props.logRetentionDays);
    for (const journey of props.journeys) {
      const machine = new StateMachine(this, journey.id, {
        stateMachineName: machineName(journey.id),
        stateMachineType: StateMachineType.STANDARD,
        definitionBody: DefinitionBody.fromString(JSON.stringify(journey.definition, null, 2)),
        definitionSubstitutions: {
          RunStepArn: RunStepArn.functionArn,
          SendMessageArn: SendMessageArn.functionArn,
        },
        role,
        logs: { destination: this.logs, level: LogLevel.ERROR, includeExecutionData: false },
        tracingEnabled: true,
        removalPolicy: RemovalPolicy.RETAIN,
      });
      Validations.of(machine).acknowledge({
        id: 'AwsSolutions-SF1',
        reason:
          'Logging every event would cost more than the transitions themselves and repeat the execution history, ' +
          'which Step Functions keeps for 90 days.',
      });
    }
  }
}
