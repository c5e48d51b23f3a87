import { AwsError } from '../aws-error.ts';
import type { CallingService } from '../service.ts';
import type { Access } from './access.ts';
import type { Surroundings } from './condition-keys.ts';

interface Entrusted {
  readonly roleArn: string;
  readonly to: CallingService;
  readonly refused: AwsError;
  /** Whether the role must be able to deliver logs, which Step Functions tries at once. */
  readonly deliversLogs?: boolean;
}

interface StateMachineInput {
  readonly name?: string;
  readonly stateMachineArn?: string;
  readonly roleArn?: string;
  readonly loggingConfiguration?: {
    readonly level?: string;
    readonly destinations?: readonly unknown[];
  };
}

interface ScheduleInput {
  readonly GroupName?: string;
  readonly Target?: { readonly RoleArn?: string };
}

type Read = (input: object, place: Surroundings) => Entrusted | undefined;

/** Sources: the services' own answers, as their users report them; the confused-deputy pages of both guides. */
const toStepFunctions: Read = (input: StateMachineInput, { accountId, region }) => {
  const { name, stateMachineArn, roleArn, loggingConfiguration: logging } = input;
  if (roleArn === undefined) return undefined;
  const sourceArn = stateMachineArn ?? `arn:aws:states:${region}:${accountId}:stateMachine:${name ?? ''}`;
  return {
    roleArn,
    to: { principal: 'states.amazonaws.com', sourceArn },
    refused: new AwsError(
      'AccessDeniedException',
      'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.',
    ),
    deliversLogs: (logging?.level ?? 'OFF') !== 'OFF' && (logging?.destinations ?? []).length > 0,
  };
};

const toScheduler: Read = (input: ScheduleInput, { accountId, region }) => {
  const { GroupName = 'default', Target } = input;
  if (Target?.RoleArn === undefined) return undefined;
  const sourceArn = `arn:aws:scheduler:${region}:${accountId}:schedule-group/${GroupName}`;
  return {
    roleArn: Target.RoleArn,
    to: { principal: 'scheduler.amazonaws.com', sourceArn },
    refused: new AwsError(
      'ValidationException',
      'The execution role you provide must allow AWS EventBridge Scheduler to assume the role.',
    ),
  };
};

const entrusting: Readonly<Record<string, Read>> = {
  'sfn CreateStateMachine': toStepFunctions,
  'sfn UpdateStateMachine': toStepFunctions,
  'scheduler CreateSchedule': toScheduler,
  'scheduler UpdateSchedule': toScheduler,
};

/** Step Functions guide, "Logging in CloudWatch Logs": what a machine's role needs so that its log can be delivered. */
const logDelivery = [
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'logs:DescribeLogGroups',
];

/**
 * Refuses a call that hands a service a role which does not let it in, as the services do when they are given one.
 * A role that is not the template's passes: there is no IAM here that could know it, and it may do nothing.
 * @throws AwsError
 */
export function checkEntrustedRole(
  service: string,
  operation: string,
  input: unknown,
  access: Access,
  place: Surroundings,
): void {
  const entrusted = entrusting[`${service} ${operation}`]?.(Object(input), place);
  if (!entrusted) return;
  const { roleArn, to, refused, deliversLogs } = entrusted;
  const trusts = access.trusts(roleArn, { service: to });
  if (trusts === false) throw refused;
  if (trusts === undefined || !deliversLogs) return;
  for (const action of logDelivery) {
    if (access.decide({ roleArn }, { action, resource: '*' }).allowed) continue;
    throw new AwsError(
      'AccessDeniedException',
      `The state machine IAM Role is not authorized to access the Log Destination: ${action}`,
    );
  }
}
