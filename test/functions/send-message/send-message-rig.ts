import type { SendEmailRequest } from '@aws-sdk/client-sesv2';
import brandJson from '#brand' with { type: 'json' };
import centreJson from '#centre' with { type: 'json' };
import messagingJson from '#messaging' with { type: 'json' };
import { CampaignRuns } from '../../../domain/campaigns/campaign-runs.ts';
import { RecentRuns } from '../../../domain/campaigns/recent-runs.ts';
import { parseCentre } from '../../../domain/centre/centre.ts';
import type { Channel } from '../../../domain/channels/channel.ts';
import { parseBrand } from '../../../domain/messages/brand.ts';
import type { MessageRecord, MessageResult } from '../../../domain/messages/message-record.ts';
import { Messages } from '../../../domain/messages/messages.ts';
import { newProfile } from '../../../domain/people/fold.ts';
import type { Profile } from '../../../domain/people/profile.ts';
import { messageKey, profileKey, runKey } from '../../../domain/records.ts';
import type { RunRecord } from '../../../domain/runs/run-record.ts';
import { Runs } from '../../../domain/runs/runs.ts';
import { type Messaging, parseMessaging } from '../../../domain/timing/messaging.ts';
import { SendTimes } from '../../../domain/timing/send-times.ts';
import { channelsOver } from '../../../functions/send-message/channels.ts';
import { sendMessage } from '../../../functions/send-message/send-message.ts';
import type { MessageTask, SendMessageTask } from '../../../workflows/task.ts';
import { templates } from '../../../workflows/templates/index.ts';
import { emails } from '../../support/emails.ts';
import { OutsideWorld, silent } from '../outside-world.ts';

export const person = 'per_abcdefghijklmnopqrstuvwx';
export const run = 'run_abcdefghijklmnopqrstuvwx_abcdefghijklmnop';

const at = '2026-11-16T09:00:00.000Z';

export const marketing: MessageTask = {
  kind: 'sendEmail',
  run: { id: run, person, journey: 'oil-change-offer', version: 'v' },
  step: 'offer',
  visit: 0,
  events: {},
  template: 'oil-change-offer',
  data: {},
};

export const transactional: MessageTask = {
  ...marketing,
  step: 'confirmation',
  template: 'appointment-confirmation',
  data: {
    bookingId: 'b-1',
    service: 'oil-change',
    startsAt: '2026-11-24T09:00:00-05:00',
    timezone: 'America/New_York',
  },
};

export const staff: MessageTask = {
  ...marketing,
  kind: 'notifyStaff',
  step: 'alert',
  template: 'staff-notice',
  data: { title: 'Call Ada', message: 'She asks for a courtesy car.' },
};

/** An error as the SDK has it: a name, and the status of the answer if there was one. */
export const sesError = (name: string, status?: number): Error =>
  Object.assign(new Error('as SES words it'), { name, $metadata: { httpStatusCode: status } });

/** `send-message` with a person who consented to offers, and a running run. */
export class SendMessageRig extends OutsideWorld {
  readonly emails: SendEmailRequest[] = [];
  readonly lines: object[] = [];
  /** Thrown by the next calls of SES, before or after it took the message. */
  troubles: { readonly error: Error; readonly taken?: boolean }[] = [];
  readonly messages = new Messages(this.table);
  readonly runs = new Runs(this.table);
  /** Instead of the real ones. */
  channels?: readonly Channel[];
  readonly brand = parseBrand(brandJson);
  /** As the business ships them, at any hour of the day. */
  rules: Messaging = { ...parseMessaging(messagingJson), quietHours: [], spread: 'PT0S' };

  async begin(): Promise<this> {
    await this.profile({});
    const record: RunRecord = {
      ...runKey(person, run),
      id: run,
      person,
      journey: 'oil-change-offer',
      version: 'v',
      status: 'running',
      executionArn: `arn:aws:states:us-east-1:123456789012:execution:onward-oil-change-offer:${run}`,
      entry: { id: 'evt_1', seq: 1, name: 'Offer Claimed', at, properties: {} },
      entryAs: 'claim',
      hops: 0,
      floor: 1,
      consumed: [],
      exits: [],
      visit: -1,
      history: [],
      startedAt: at,
    };
    await this.table.put(record);
    this.calls.length = 0;
    return this;
  }

  async profile(over: Partial<Profile>): Promise<void> {
    await this.table.put({
      ...newProfile(person, at),
      seq: 7,
      identifiers: { email: ['ada@example.com'] },
      traits: { firstName: 'Ada' },
      consents: { 'email/offers': { state: 'given', at } },
      ...over,
    });
  }

  send(task: SendMessageTask): Promise<MessageResult> {
    const log = { ...silent, info: (_: unknown, fields: object) => void this.lines.push(fields) };
    return sendMessage(
      {
        table: this.table,
        messages: this.messages,
        runs: this.runs,
        campaigns: new RecentRuns(new CampaignRuns(this.table)),
        times: new SendTimes(this.table, this.rules, this.brand.timezone),
        channels:
          this.channels ??
          channelsOver({
            business: { brand: this.brand, centre: parseCentre(centreJson) },
            settings: { part: () => async () => undefined },
            email: {
              sender: 'hello@harbour-auto-care.example',
              configurationSet: 'onward',
              emails,
              sendEmail: (request) => this.#sendEmail(request),
            },
            vapidKey: async () => undefined,
          }),
        signingKey: async () => 'k'.repeat(32),
        replyDomain: '',
        templates,
        brand: this.brand,
        publicUrl: 'https://on.example',
      },
      log as Parameters<typeof sendMessage>[1],
    )(task);
  }

  #sendEmail(request: SendEmailRequest): Promise<string> {
    return this.call('SendEmail', () => {
      const trouble = this.troubles.shift();
      if (!trouble || trouble.taken) this.emails.push(request);
      if (trouble) throw trouble.error;
      return `ses-${this.emails.length}`;
    });
  }

  record(task: MessageTask): Promise<MessageRecord | undefined> {
    return this.table.get(messageKey(person, run, task.step, task.visit));
  }

  async runRecord(): Promise<RunRecord> {
    return (await this.runs.read(person, run)) as RunRecord;
  }

  async readProfile(): Promise<Profile> {
    return (await this.table.get<Profile>(profileKey(person))) as Profile;
  }
}
