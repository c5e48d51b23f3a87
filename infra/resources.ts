import { ArnFormat, type CfnElement, Stack } from 'aws-cdk-lib';
import type { Role } from 'aws-cdk-lib/aws-iam';
import type { Need, ResourceName } from '../functions/shared/spec.ts';
import type { CompiledJourney } from './journeys.ts';
import { executionArns, machineArn, machineName } from './machines.ts';
import type { Audiences } from './parts/audiences.ts';
import { campaignMachineName } from './parts/campaign-machine-names.ts';
import type { Email } from './parts/email.ts';
import type { Inbound } from './parts/inbound.ts';
import type { Line } from './parts/line.ts';
import type { PublicApi } from './parts/public-api.ts';
import { reportRecountsName } from './parts/report-recounts.ts';
import { segmentBuildsName } from './parts/segment-builds.ts';
import type { Sms } from './parts/sms.ts';
import type { Store } from './parts/store.ts';
import { scheduleGroup, type Timetable } from './parts/timetable.ts';
import type { WhatsApp } from './parts/whatsapp.ts';
import { receivedPrefix } from './receiving.ts';

/** A grant that is wider than one resource, as cdk-nag writes its ARN, and why it must be. */
export interface Wildcard {
  readonly arn: string;
  readonly reason: string;
}

/** What a function's need of a resource comes to: the value of its environment variable, and what it is granted on. */
interface Resource {
  readonly value: string;
  /** The exact ARNs on which an action is granted. */
  readonly arns: (action: string) => readonly string[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly wildcards?: readonly Wildcard[];
}

export type Resources = Readonly<Record<ResourceName, Resource>>;

/** Parameters that the owner makes by hand, see `npm run keys`: CloudFormation cannot make a SecureString. */
export const parameterNames = {
  keys: '/onward/keys',
  signingKey: '/onward/signing-key',
  vapidKey: '/onward/vapid-key',
  channelSettings: '/onward/channels',
  adNetworks: '/onward/ad-networks',
  pageWebhook: '/onward/page-webhook',
} as const;

const executions = (journey: string): Wildcard => ({
  arn: `arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:${machineName(journey)}:*`,
  reason: 'An execution is named after its run: it does not exist when the policy is written.',
});

/** What Step Functions authorises on an execution; everything else that we use is authorised on its state machine. */
const onExecutions: ReadonlySet<string> = new Set([
  'states:StopExecution',
  'states:DescribeExecution',
  'states:GetExecutionHistory',
  'states:RedriveExecution',
]);

const says = ({ definition }: CompiledJourney, text: string): boolean =>
  JSON.stringify(definition).includes(text);

/** Whether a wait of the journey listens for events; a delay and a message's hold do not. */
const listens = (journey: CompiledJourney): boolean => says(journey, '"awaits":[{');

/** Whether an exit can end a wait of the journey, or an event that leads elsewhere than its result. */
const isLeft = (journey: CompiledJourney): boolean =>
  says(journey, '.waitForTaskToken') &&
  (journey.topic !== undefined || (journey.exits ?? []).length > 0 || says(journey, '"error":"Came: '));

/** What is asked of some journeys only: to answer the waits of those that wait. A merge or an erasure may stop any run. */
const asksFor: Readonly<Record<string, (journey: CompiledJourney) => boolean>> = {
  'states:SendTaskSuccess': listens,
  'states:SendTaskFailure': isLeft,
};

function journeyArns(stack: Stack, journeys: readonly CompiledJourney[]): Resource['arns'] {
  return (action) =>
    journeys
      .filter((journey) => asksFor[action]?.(journey) ?? true)
      .map(({ id }) => (onExecutions.has(action) ? executionArns(stack, id) : machineArn(stack, id)));
}

function parameter(stack: Stack, name: string): Resource {
  const arn = stack.formatArn({ service: 'ssm', resource: 'parameter', resourceName: name.slice(1) });
  return { value: name, arns: () => [arn] };
}

/** What is named by its ARN, and may be lacking. */
const optional = (arn = ''): Resource => ({ value: arn, arns: () => (arn === '' ? [] : [arn]) });
/** Received mail is named when it comes, so who reads it may read all of it; without a bucket there is nothing to grant. */
function receivedMail(inbound: Inbound | undefined): Resource {
  if (!inbound) return { value: '', arns: () => [] };
  const { bucket } = inbound;
  return {
    value: bucket.bucketName,
    arns: () => [bucket.arnForObjects(`${receivedPrefix}*`)],
    wildcards: [
      {
        arn: `<${Stack.of(bucket).getLogicalId(bucket.node.defaultChild as CfnElement)}.Arn>/${receivedPrefix}*`,
        reason: 'The name of a received message is not known before it comes.',
      },
    ],
  };
}

/** The schedules of the group that are made at run time, by the form of their names. */
const schedulesOf = (arn: string, names: string): Resource => ({
  value: scheduleGroup,
  arns: () => [arn],
  wildcards: [
    {
      arn: `arn:<AWS::Partition>:scheduler:<AWS::Region>:<AWS::AccountId>:schedule/${scheduleGroup}/${names}`,
      reason: 'A schedule that is made at run time does not exist when the policy is written.',
    },
  ],
});

/** A role that EventBridge Scheduler may be given, and no other service. */
const passedToScheduler = ({ roleArn }: Role): Resource => ({
  value: roleArn,
  arns: () => [roleArn],
  conditions: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
});

/** The one place that says how each resource that functions may need is named and granted. */
export function resourcesOf(
  stack: Stack,
  parts: {
    readonly store: Store;
    readonly line: Line;
    readonly audiences: Audiences;
    readonly email: Email;
    readonly sms: Sms | undefined;
    readonly whatsapp: WhatsApp | undefined;
    /** Where mail is received, if it is. */
    readonly inbound: Inbound | undefined;
    readonly api: PublicApi;
    readonly timetable: Timetable;
    readonly journeys: readonly CompiledJourney[];
    readonly demoWriteKey: string;
  },
): Resources {
  const { store, line, audiences, email, sms, whatsapp, inbound, api, timetable } = parts;
  const segmentBuildsArn = machineArn(stack, segmentBuildsName);
  const reportRecountsArn = machineArn(stack, reportRecountsName);
  const configurationSet = stack.formatArn({
    service: 'ses',
    resource: 'configuration-set',
    resourceName: email.configurationSet.configurationSetName,
  });
  // Composed as text, since the function that calls it would otherwise wait for it.
  const erasePeople = stack.formatArn({
    service: 'lambda',
    resource: 'function',
    resourceName: 'onward-erase-people',
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  return {
    table: { value: store.table.tableName, arns: () => [store.table.tableArn] },
    line: { value: line.queue.queueUrl, arns: () => [line.queue.queueArn] },
    deadLetters: { value: line.deadLetters.queueUrl, arns: () => [line.deadLetters.queueArn] },
    audiences: { value: audiences.queue.queueUrl, arns: () => [audiences.queue.queueArn] },
    adNetworks: parameter(stack, parameterNames.adNetworks),
    journeys: {
      value: machineArn(stack, ''),
      arns: journeyArns(stack, parts.journeys),
      wildcards: parts.journeys.map(({ id }) => executions(id)),
    },
    segmentBuilds: { value: segmentBuildsArn, arns: () => [segmentBuildsArn] },
    erasePeople: { value: erasePeople, arns: () => [erasePeople] },
    email: {
      value: email.sender,
      arns: () => [email.identity.emailIdentityArn],
      conditions: { StringEquals: { 'ses:FromAddress': email.sender } },
    },
    configurationSet: { value: email.configurationSet.configurationSetName, arns: () => [configurationSet] },
    smsSender: optional(sms?.sender),
    smsConfigurationSet: { value: sms?.configurationSet ?? '', arns: () => [] },
    whatsappSender: optional(whatsapp?.sender),
    keys: parameter(stack, parameterNames.keys),
    signingKey: parameter(stack, parameterNames.signingKey),
    vapidKey: parameter(stack, parameterNames.vapidKey),
    channelSettings: parameter(stack, parameterNames.channelSettings),
    publicUrl: { value: api.url, arns: () => [] },
    replyDomain: { value: inbound?.domain ?? '', arns: () => [] },
    receivedMail: receivedMail(inbound),
    pageWebhook: parameter(stack, parameterNames.pageWebhook),
    demoWriteKey: { value: parts.demoWriteKey, arns: () => [] },
    reportRecounts: { value: reportRecountsArn, arns: () => [reportRecountsArn] },
    timerGroup: schedulesOf(timetable.timerSchedules, 'timers-*'),
    timerRole: passedToScheduler(timetable.timerRole),
    fireTimers: { value: timetable.fireTimersArn, arns: () => [] },
    campaignMachine: {
      value: machineArn(stack, campaignMachineName),
      arns: (action) => [
        onExecutions.has(action)
          ? executionArns(stack, campaignMachineName)
          : machineArn(stack, campaignMachineName),
      ],
      wildcards: [executions(campaignMachineName)],
    },
    campaignGroup: schedulesOf(timetable.campaignSchedules, 'campaign-*'),
    campaignRole: passedToScheduler(timetable.campaignRole),
    runCampaign: { value: timetable.runCampaignArn, arns: () => [] },
    sendQuota: {
      value: 'account',
      arns: () => ['*'],
      wildcards: [{ arn: '*', reason: 'ses:GetAccount is authorised on no resource but "*".' }],
    },
    scheduleGroup: schedulesOf(timetable.schedules, 'schedule-*'),
    scheduleRole: passedToScheduler(timetable.scheduleRole),
    walkSchedules: { value: timetable.walkArn, arns: () => [] },
  };
}

/** A need's actions, gathered by the ARNs that they are granted on; without those that are granted on nothing. */
export function grantsOf(
  need: Need,
  resources: Resources,
): readonly { readonly actions: readonly string[]; readonly arns: readonly string[] }[] {
  const byArns = Map.groupBy(need.actions, (action) => resources[need.resource].arns(action).join());
  return [...byArns]
    .filter(([arns]) => arns !== '')
    .map(([, actions]) => ({
      actions,
      arns: resources[need.resource].arns(actions[0]!),
    }));
}
