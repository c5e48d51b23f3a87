import type { SendEmailRequest } from '@aws-sdk/client-sesv2';
import { mayReceive } from '../../domain/consent/may-receive.ts';
import { textAt } from '../../domain/consent/text-at.ts';
import { addressOf } from '../../domain/messages/address-of.ts';
import { linksFor } from '../../domain/messages/links.ts';
import { type MessageRecord, type MessageResult, resultOf } from '../../domain/messages/message-record.ts';
import type { Decision } from '../../domain/messages/messages.ts';
import { EmailRenderer } from '../../domain/messages/render.ts';
import type { Profile } from '../../domain/people/profile.ts';
import { storyOf } from '../../domain/people/story.ts';
import { profileKey } from '../../domain/records.ts';
import { Exited } from '../../domain/runs/exited.ts';
import type { RunRecord } from '../../domain/runs/run-record.ts';
import type { MessageTask } from '../../workflows/task.ts';
import type { Template } from '../../workflows/templates/define-template.ts';
import type { Log } from '../shared/log.ts';
import { visitOf } from '../shared/told-failures.ts';
import { appointmentFile } from './appointment-file.ts';
import { emailRequest } from './email-request.ts';
import { MessageRefused } from './message-refused.ts';
import type { Outside } from './outside.ts';
import { qrCode } from './qr-code.ts';
import { sesFailure } from './ses-failure.ts';
import { SesUnavailable } from './ses-unavailable.ts';

/** How long a claim of which nobody knows the end waits for SES's feedback, which mostly takes seconds and, tried again, a minute; in milliseconds. */
const feedbackTakes = 120_000;

/**
 * Sends the message of one visit of one step, once. Whatever it finds of an earlier attempt decides before anything
 * else; see docs/adr/0005-send-once.md.
 * @throws Exited, MessageRefused, SesUnavailable
 */
export function sendMessage(outside: Outside, log: Log): (task: MessageTask) => Promise<MessageResult> {
  const services = outside.centre.services.map(({ id, name }) => [id, name] as const);
  const renderer = new EmailRenderer(outside.brand, Object.fromEntries(services));

  return async (task) => {
    const now = new Date();
    const template = templateOf(task, outside.templates);
    const found = await outside.messages.read(task);
    const result = (found && resultOf(found)) ?? (await decide(task, template, found, now));
    await outside.runs.done(
      task,
      'reason' in result ? `${result.status}: ${result.reason}` : result.status,
      now,
    );
    log.info('message', { ...visitOf(task), template: template.id, ...result });
    return result;
  };

  async function decide(
    task: MessageTask,
    template: Template,
    found: MessageRecord | undefined,
    now: Date,
  ): Promise<MessageResult> {
    const { messages } = outside;
    if (found?.status === 'claimed' && template.kind === 'marketing') {
      await messages.unknown(found);
      return { status: 'unknown' };
    }
    if (found?.status === 'claimed' && now.getTime() - Date.parse(found.at) < feedbackTakes)
      throw new SesUnavailable(`${task.run.id}: ${task.step} may have been sent: waiting for what SES says`);
    const run = await outside.runs.begin(task, now);
    const profile = await outside.table.get<Profile>(profileKey(task.run.person));
    if (!profile) throw new Exited(`${task.run.id}: there is no ${task.run.person} (any more)`);
    const { kind, channel } = template;
    const topic = template.kind === 'marketing' ? template.topic : undefined;
    const decision: Decision = { task, kind, after: profile.seq, now };
    const permission = mayReceive({ profile, kind, channel, topic });
    if ('skipped' in permission) {
      const skipped = await messages.skip(decision, permission.skipped, found);
      return skipped ? { status: 'skipped', reason: permission.skipped } : overtaken(task);
    }
    const request = await requestFor(task, template, profile, run, now);
    const claim = await messages.claim(decision, found);
    return claim ? send(claim, request) : overtaken(task);
  }

  async function requestFor(
    task: MessageTask,
    template: Template,
    profile: Profile,
    run: RunRecord,
    now: Date,
  ): Promise<SendEmailRequest> {
    const { brand, centre, sender, configurationSet, publicUrl } = outside;
    const key = await outside.signingKey(now);
    const bookingId = textAt(task.data, 'bookingId');
    const links = linksFor(profile.id, { key, publicUrl, bookingUrl: brand.bookingUrl, bookingId }, now);
    const to = template.kind === 'staff' ? brand.staffEmail : (addressOf(profile, template.channel) ?? '');
    const story = template.story && (await storyOf(outside.table, profile.id, brand.timezone));
    const email = renderer.render(template, { profile, links, data: task.data, ...(story && { story }) });
    const file = appointmentFile({ template, task, run, to, brand, centre, sender, now });
    const attachments = [file, qrCode(template, task)].filter((each) => each !== undefined);
    return emailRequest(
      { task, kind: template.kind, to, brand, sender, configurationSet, links, attachments },
      email,
    );
  }

  async function send(claim: MessageRecord, request: SendEmailRequest): Promise<MessageResult> {
    const { messages } = outside;
    let providerId: string;
    try {
      providerId = await outside.sendEmail(request);
    } catch (error) {
      return afterFailure(claim, error);
    }
    await messages.sent(claim, providerId);
    return { status: 'sent' };
  }

  async function afterFailure(claim: MessageRecord, error: unknown): Promise<MessageResult> {
    const { messages } = outside;
    const failure = sesFailure(error);
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    if (failure === 'unknown') {
      if (claim.kind !== 'marketing')
        throw new SesUnavailable(`SES gave no answer: ${reason}`, { cause: error });
      await messages.unknown(claim);
      return { status: 'unknown' };
    }
    await messages.release(claim, reason);
    if (failure === 'throttled') throw new SesUnavailable(`SES took no message: ${reason}`, { cause: error });
    throw new MessageRefused(`SES refused the message: ${reason}`, { cause: error });
  }

  /** Somebody else is at this very message, as after a retry that came too soon: their result is ours. */
  async function overtaken(task: MessageTask): Promise<MessageResult> {
    const found = await outside.messages.read(task);
    const result = found && resultOf(found);
    if (result) return result;
    throw new SesUnavailable(`${task.run.id}: ${task.step} is being sent by another attempt`);
  }
}

function templateOf({ step, template: id }: MessageTask, templates: readonly Template[]): Template {
  const template = templates.find((each) => each.id === id);
  if (!template)
    throw new Error(
      `${step}: unknown template "${id}"; known: ${templates.map((each) => each.id).join(', ')}`,
    );
  return template;
}
