import { existsSync } from 'node:fs';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as z from 'zod';
import { Refusal } from './refusal.ts';

const empty = z.literal('');

const file = z
  .string()
  .refine((path) => existsSync(path), { error: ({ input }) => `there is no file ${String(input)}` });

/** CloudWatch keeps logs for these numbers of days only; 9999 stands for "never expire", which is not offered. */
const retentions: readonly number[] = Object.values(RetentionDays).filter(
  (days): days is RetentionDays => typeof days === 'number' && days !== RetentionDays.INFINITE,
);

/** What an owner may set, as context values in `cdk.json` or `-c name=value`. `-c` gives text, so numbers are read from text as well. */
const contextValues = z.object({
  /** The domain that mail is sent from. */
  senderDomain: z
    .string()
    .regex(
      /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/,
      'give a domain name in lower case, as example.com',
    ),
  /** Before the sender's domain, the name that answers to our mail go to, as `reply`; empty: they go to the brand's staff address. */
  replySubdomain: z.union([
    z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'give one label in lower case, as reply'),
    empty,
  ]),
  /** Path of the brand file. */
  brand: file,
  /** Path of the file with services, opening hours, points and rewards. */
  centre: file,
  /** Path of the file with caps, quiet hours and how long messages are worth sending. */
  messaging: file,
  /** ARN of the number, pool or sender ID that texts come from; empty for no texts. */
  smsSender: z.union([
    z
      .string()
      .regex(
        /^arn:[\w-]+:sms-voice:[\w-]+:\d{12}:(phone-number|pool|sender-id)\/[\w/-]+$/,
        'give the ARN of a phone number, a pool or a sender ID of End User Messaging SMS, or nothing',
      ),
    empty,
  ]),
  /** ARN of the phone number that WhatsApp messages come from; empty for no WhatsApp. */
  whatsappSender: z.union([
    z
      .string()
      .regex(
        /^arn:[\w-]+:social-messaging:[\w-]+:\d{12}:phone-number-id\/\w+$/,
        'give the ARN of a phone number of End User Messaging Social, or nothing',
      ),
    empty,
  ]),
  /** Who is told of alarms; empty for nobody. */
  alarmEmail: z.union([z.email('give an email address, or nothing'), empty]),
  logRetentionDays: z.coerce
    .number()
    .refine((days) => retentions.includes(days), `give one of ${retentions.join(', ')}`),
  /** Requests a second that the HTTP API takes, and its burst. */
  throttleRate: z.coerce.number().int().min(1),
  throttleBurst: z.coerce.number().int().min(1),
  /** Origin of an own domain in front of the HTTP API, as https://go.example.com; empty for API Gateway's address. */
  publicUrl: z.union([z.string().regex(/^https:\/\/[^/]+$/, 'give an https origin without a path'), empty]),
  /** Whether `/` shows the demo page; "false" leaves the route out. */
  demoPage: z.stringbool({ error: 'give true or false' }),
  /** The write key that the demo page sends with: in an account, one of the owner's own. */
  demoWriteKey: z.string().regex(/^wk_\w+$/, 'give a write key, wk_…'),
  /** Where alarms say that the runbook is. */
  runbookUrl: z.string().min(1),
});

export type Settings = z.infer<typeof contextValues>;

/** The account that the local cloud stands for, which is nobody's. */
const localAccount = '123456789012';

/**
 * The owner's settings. The local cloud's own numbers, which are the defaults, count for nothing in an account.
 *
 * @param account that the CDK command line deploys to, as it says itself
 * @throws Refusal, one sentence for each context value that is wrong
 */
export function settingsFrom(
  context: Readonly<Record<string, unknown>>,
  account = process.env.CDK_DEFAULT_ACCOUNT ?? localAccount,
): Settings {
  const result = contextValues.safeParse(context);
  if (result.success) {
    const { smsSender, whatsappSender } = result.data;
    const own = (arn: string): string =>
      account !== localAccount && arn.includes(`:${localAccount}:`) ? '' : arn;
    return { ...result.data, smsSender: own(smsSender), whatsappSender: own(whatsappSender) };
  }
  const sentences = result.error.issues.map(
    (issue) => `context value ${issue.path.join('.')}: ${issue.message}`,
  );
  throw new Refusal(sentences.join('\n'));
}
