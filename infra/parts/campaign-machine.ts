import { Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { campaignDefinition } from './campaign-definition.ts';
import { campaignExecutions, campaignMachineArn, campaignMachineName } from './campaign-machine-names.ts';

interface CampaignMachineProps {
  /** `run-campaign`. */
  readonly task: IFunction;
  /** The journeys' log: one alarm counts the failures of both. */
  readonly logs: LogGroup;
}

/** The state machine that goes through a campaign's audience; campaigns under way when it is deployed keep its definition. */
export class CampaignMachine extends Construct {
  constructor(scope: Construct, id: string, { task, logs }: CampaignMachineProps) {
    super(scope, id);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com'),
      description: "What campaigns' state machine may do",
    });
    // https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html; a run is resumed by a new
    // execution and never redriven, so nothing is granted for that.
    const statements = [
      { actions: ['lambda:InvokeFunction'], resources: [task.functionArn] },
      { actions: ['states:StartExecution'], resources: [campaignMachineArn(this)] },
      {
        actions: ['states:DescribeExecution', 'states:StopExecution'],
        resources: [campaignExecutions(this)],
      },
    ];
    for (const statement of statements) role.addToPolicy(new PolicyStatement(statement));
    const machine = new StateMachine(this, 'Machine', {
      stateMachineName: campaignMachineName,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(JSON.stringify(campaignDefinition, null, 2)),
      definitionSubstitutions: { RunCampaignArn: task.functionArn },
      role,
      logs: { destination: logs, level: LogLevel.ERROR, includeExecutionData: false },
      tracingEnabled: true,
    });
    const executions = (machine: string): string =>
      `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:${machine}:*]`;
    const named = 'An execution is named when it starts: it does not exist when the policy is written.';
    Validations.of(role).acknowledge(
      {
        id: 'AwsSolutions-IAM5[Resource::*]',
        reason: 'X-Ray and the delivery of logs are authorised on no resource but "*".',
      },
      { id: executions(campaignMachineName), reason: named },
    );
    Validations.of(machine).acknowledge({
      id: 'AwsSolutions-SF1',
      reason:
        'The run’s record and its cursors say what happened; every event would cost more than the transitions.',
    });
  }
}
