/**
 * What a function is and what it needs. One declaration per need gives the function its environment variable, its
 * IAM grant and its configuration value, so the three cannot drift apart: `infra/` reads these declarations, and
 * `configure` reads the same names at run time.
 */

/** The things in the template that functions may need; `infra/` knows how each one is named and granted. */
export type ResourceName =
  | 'table'
  | 'line'
  | 'deadLetters'
  | 'audiences'
  | 'adNetworks'
  | 'journeys'
  | 'segmentBuilds'
  | 'erasePeople'
  | 'email'
  | 'configurationSet'
  | 'smsSender'
  | 'smsConfigurationSet'
  | 'whatsappSender'
  | 'keys'
  | 'signingKey'
  | 'vapidKey'
  | 'channelSettings'
  | 'publicUrl'
  | 'replyDomain'
  | 'receivedMail'
  | 'pageWebhook'
  | 'demoWriteKey'
  | 'reportRecounts'
  | 'timerGroup'
  | 'timerRole'
  | 'fireTimers'
  | 'campaignMachine'
  | 'campaignGroup'
  | 'campaignRole'
  | 'runCampaign'
  | 'sendQuota'
  | 'scheduleGroup'
  | 'scheduleRole'
  | 'walkSchedules';

export interface Need {
  readonly resource: ResourceName;
  /** The environment variable that carries the resource's name, URL or ARN. */
  readonly env: string;
  /** IAM actions granted on the resource, and on it alone; none for what is only read from the environment. */
  readonly actions: readonly string[];
  /** The owner may do without it: its value is then empty, and nothing is granted. */
  readonly optional?: true;
}

const need =
  (resource: ResourceName, env: string, service: string) =>
  (...operations: readonly string[]): Need => ({
    resource,
    env,
    actions: operations.map((operation) => `${service}:${operation}`),
  });

const optional =
  (make: ReturnType<typeof need>) =>
  (...operations: readonly string[]): Need => ({ ...make(...operations), optional: true });

/** The single table's name. */
export const table = need('table', 'TABLE_NAME', 'dynamodb');
/** The URL of the FIFO queue on which every event waits its turn. */
export const line = need('line', 'LINE_URL', 'sqs');
/** The URL of the FIFO queue that keeps poison with its reason. */
export const deadLetters = need('deadLetters', 'DEAD_LETTERS_URL', 'sqs');
/** The URL of the queue on which whose membership of which ad audience is to be looked at. */
export const audiences = need('audiences', 'AUDIENCES_URL', 'sqs');
/** Name of the SSM parameter (SecureString) with the ad networks' accounts. */
export const adNetworks = need('adNetworks', 'AD_NETWORKS_PARAMETER', 'ssm');
/** ARN prefix of the journeys' state machines: append a journey's id. */
export const journeys = need('journeys', 'JOURNEY_ARN_PREFIX', 'states');
/** ARN of the state machine that builds segments. */
export const segmentBuilds = need('segmentBuilds', 'SEGMENT_BUILDS', 'states');
/** ARN of the function that carries erasures on. */
export const erasePeople = need('erasePeople', 'ERASE_PEOPLE_ARN', 'lambda');
/** The address that mail is sent from, a name at the verified domain. */
export const email = need('email', 'SENDER', 'ses');
/** The SES configuration set that publishes feedback. */
export const configurationSet = need('configurationSet', 'CONFIGURATION_SET', 'ses');
/** ARN of the number, pool or sender ID that texts come from; empty where the owner has none. */
export const smsSender = optional(need('smsSender', 'SMS_SENDER', 'sms-voice'));
/** The configuration set that tells what becomes of texts. */
export const smsConfigurationSet = optional(
  need('smsConfigurationSet', 'SMS_CONFIGURATION_SET', 'sms-voice'),
);
/** ARN of the phone number that WhatsApp messages come from; empty where the owner has none. */
export const whatsappSender = optional(need('whatsappSender', 'WHATSAPP_SENDER', 'social-messaging'));
/** Name of the SSM parameter with the API keys' hashes. */
export const keys = need('keys', 'KEYS_PARAMETER', 'ssm');
/** Name of the SSM parameter (SecureString) with the secret that signs links. */
export const signingKey = need('signingKey', 'SIGNING_KEY_PARAMETER', 'ssm');
/** Name of the SSM parameter (SecureString) with the key pair for web push. */
export const vapidKey = need('vapidKey', 'VAPID_KEY_PARAMETER', 'ssm');
/** Name of the SSM parameter (SecureString) with how the owner connected the channels that need to be. */
export const channelSettings = need('channelSettings', 'CHANNELS_PARAMETER', 'ssm');
/** The HTTP API's public origin, without a trailing slash. */
export const publicUrl = need('publicUrl', 'PUBLIC_URL', 'none');
/** The domain that answers to our mail go to; empty where they go to the business's own mailbox. */
export const replyDomain = optional(need('replyDomain', 'REPLY_DOMAIN', 'none'));
/** Name of the bucket with received mail; empty where none is received. */
export const receivedMail = optional(need('receivedMail', 'RECEIVED_MAIL', 's3'));
/** Name of the SSM parameter (SecureString) with the secrets of the app that tells of messages to the business's page. */
export const pageWebhook = need('pageWebhook', 'PAGE_WEBHOOK_PARAMETER', 'ssm');
/** The write key that the demo page sends with: publishable, as every write key. */
export const demoWriteKey = need('demoWriteKey', 'DEMO_WRITE_KEY', 'none');

/** ARN of the state machine that recounts reports. */
export const reportRecounts = need('reportRecounts', 'REPORT_RECOUNTS', 'states');

/**
 * What a function needs that sets timers: the schedule group in which calls of `fire-timers` are ordered, the role that
 * EventBridge Scheduler then takes, and whom it calls.
 */
export const timers = {
  timerGroup: need('timerGroup', 'TIMER_GROUP', 'scheduler')('CreateSchedule'),
  timerRole: need('timerRole', 'TIMER_ROLE', 'iam')('PassRole'),
  fireTimers: need('fireTimers', 'FIRE_TIMERS', 'none')(),
} as const;

/** ARN of the state machine that goes through a campaign's audience. */
export const campaignMachine = need('campaignMachine', 'CAMPAIGN_MACHINE', 'states');
/** What a function needs that has campaigns fired later: the schedule group, the role that Scheduler takes, and whom it calls. */
export const campaignSchedules = {
  campaignGroup: need('campaignGroup', 'CAMPAIGN_GROUP', 'scheduler')('CreateSchedule', 'DeleteSchedule'),
  campaignRole: need('campaignRole', 'CAMPAIGN_ROLE', 'iam')('PassRole'),
  runCampaign: need('runCampaign', 'RUN_CAMPAIGN', 'none')(),
} as const;
/** What SES lets the account send; the value says nothing. */
export const sendQuota = need('sendQuota', 'SEND_QUOTA_OF', 'ses');
/** Name of the schedule group in which the clocks of schedules are. */
export const scheduleGroup = need('scheduleGroup', 'SCHEDULE_GROUP', 'scheduler');
/**
 * What a function needs that changes schedules: the schedule group of their clocks, the role that EventBridge Scheduler
 * then takes, and the state machine that it starts.
 */
export const clockwork = {
  scheduleGroup: scheduleGroup('CreateSchedule', 'UpdateSchedule', 'DeleteSchedule'),
  scheduleRole: need('scheduleRole', 'SCHEDULE_ROLE', 'iam')('PassRole'),
  walkSchedules: need('walkSchedules', 'WALK_SCHEDULES', 'none')(),
} as const;

/** What became of mails and of texts, what people mailed and texted, and all that WhatsApp tells. Those of channels that the owner has not connected are not there. */
export type ProvidersTopic = 'emailFeedback' | 'receivedMail' | 'smsEvents' | 'smsInbound' | 'whatsappEvents';

/** What calls a function, besides Step Functions tasks. */
interface Trigger {
  /** HTTP API routes, `METHOD /path/{variable}`. */
  readonly routes?: readonly string[];
  /** Says who calls the API's routes, before their functions are called. */
  readonly authorizes?: true;
  /** Takes batches from a queue (partial batch responses). */
  readonly consumes?: {
    readonly queue: 'line' | 'audiences';
    readonly batchSize: number;
    /** How long a batch may gather; more than 10 messages need at least 1. */
    readonly windowSeconds?: number;
  };
  /** Takes batches of what became of the table's items, in the order of the writes to each (partial batch responses). */
  readonly streams?: {
    readonly batchSize: number;
    /** How long a batch may gather, at most 300. */
    readonly windowSeconds: number;
    /**
     * Tumbling windows of so long, at most 900: the function is told the shard, and must answer a `state`.
     * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-windows.html
     */
    readonly tumblingSeconds?: number;
    /**
     * Event patterns, of which a record must match one. Values are typed: `{ dynamodb: { Keys: { sk: { S: [{ prefix: 'RUN#' }] } } } }`.
     * https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html
     */
    readonly filter: readonly Readonly<Record<string, unknown>>[];
  };
  /** Takes what providers tell from their SNS topics. */
  readonly subscribes?: readonly ProvidersTopic[];
  /** EventBridge events from the journeys' executions with these statuses. */
  readonly executionStatus?: readonly ('SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED')[];
  /** EventBridge Scheduler expression, as `rate(1 hour)`. */
  readonly every?: string;
  /** Schedules that are made at run time, see `campaignSchedules`. */
  readonly schedules?: true;
}

export interface FunctionSpec<N extends Readonly<Record<string, Need>> = Readonly<Record<string, Need>>> {
  /** The folder's name below `functions/`, and the function's logical name. */
  readonly name: string;
  /** One sentence, shown in the console. */
  readonly description: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly needs: N;
  readonly triggers?: Trigger;
}

export const defineFunction = <const N extends Readonly<Record<string, Need>>>(
  spec: FunctionSpec<N>,
): FunctionSpec<N> => spec;

/** The configuration that a function's needs give it, read once from its environment. Throws naming what is missing. */
export function configure<N extends Readonly<Record<string, Need>>>(
  spec: FunctionSpec<N>,
  env: Readonly<Record<string, string | undefined>> = process.env,
): { readonly [K in keyof N]: string } {
  const values = Object.entries(spec.needs).map(([key, { env: name, optional: mayLack }]) => {
    const value = env[name] ?? '';
    if (value === '' && !mayLack) throw new Error(`${spec.name}: environment variable ${name} is not set`);
    return [key, value];
  });
  return Object.fromEntries(values);
}
