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

/** The owner's settings. Throws one sentence for each context value that is wrong. */
export function settingsFrom(context: Readonly<Record<string, unknown>>): Settings {
  const result = contextValues.safeParse(context);
  if (result.success) return result.data;
  const sentences = result.error.issues.map(
    (issue) => `context value ${issue.path.join('.')}: ${issue.message}`,
  );
  throw new Refusal(sentences.join('\n'));
}
