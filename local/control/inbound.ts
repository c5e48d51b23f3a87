import * as z from 'zod/mini';
import { AwsError } from '../aws-error.ts';
import type { Service } from '../service.ts';
import { emailShape } from './inbound-email.ts';
import { smsShape, whatsappShape } from './inbound-phone.ts';
import { ControlProblem } from './problem.ts';

const shapes = { email: emailShape, sms: smsShape, whatsapp: whatsappShape } as const;

/** By channel: the service that people's messages come to, and its operation that takes one. */
const receivers = {
  email: ['ses', 'ReceiveLocalMail'],
  sms: ['pinpointsmsvoicev2', 'ReceiveLocalText'],
  whatsapp: ['socialmessaging', 'ReceiveLocalMessage'],
} as const;

const isChannel = (channel: unknown): channel is keyof typeof shapes =>
  typeof channel === 'string' && Object.hasOwn(shapes, channel);

/** Has somebody write to the business, as the channel's service would report it. @throws ControlProblem */
export async function receive(services: ReadonlyMap<string, Service>, input: unknown): Promise<unknown> {
  const channel =
    typeof input === 'object' && input !== null && 'channel' in input ? input.channel : undefined;
  if (!isChannel(channel))
    throw new ControlProblem(400, `channel: give one of ${Object.keys(shapes).join(', ')}`);
  const result = z.safeParse(shapes[channel], input);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new ControlProblem(400, `${issue?.path.join('.') || 'body'}: ${issue?.message}`);
  }
  const { channel: _, ...message } = result.data;
  const [id, operation] = receivers[channel];
  const service = services.get(id);
  if (!service) throw new ControlProblem(404, `this local cloud receives no messages by ${channel}`);
  try {
    return await service.call(operation, message, {});
  } catch (error) {
    throw error instanceof AwsError ? new ControlProblem(422, `${channel}: ${error.message}`) : error;
  }
}
