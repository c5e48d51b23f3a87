import { beforeEach, describe, expect, it } from 'vitest';
import { addressOf } from '../../../domain/channels/address-of.ts';
import type { Channel, Handed } from '../../../domain/channels/channel.ts';
import { Suppressions } from '../../../domain/consent/suppressions.ts';
import type { ChannelId } from '../../../workflows/channels.ts';
import type { MessageTask } from '../../../workflows/task.ts';
import { marketing, SendMessageRig, transactional } from './send-message-rig.ts';

const at = '2026-11-16T09:00:00.000Z';
const consents = { 'sms/offers': { state: 'given', at }, 'email/offers': { state: 'given', at } } as const;
const reachable = { email: ['ada@example.com'], phone: ['+16035550100'] };

const by = (task: MessageTask, ...channels: ChannelId[]): MessageTask => ({
  ...task,
  kind: 'send',
  channels,
});

let rig: SendMessageRig;
let went: string[];
beforeEach(async () => {
  rig = await new SendMessageRig().begin();
  await rig.profile({ consents, identifiers: reachable });
  went = [];
});

/** A channel whose provider answers so, and then takes everything. */
function answering(id: ChannelId, answers: Handed[] = [], over: Partial<Channel> = {}): Channel {
  return {
    id,
    addressOf: (profile) => addressOf(profile, id),
    prepare:
      ({ to }) =>
      async () => {
        went.push(`${id} to ${to}`);
        return answers.shift() ?? { kind: 'sent', providerId: `${id}-1` };
      },
    ...over,
  };
}

const no = (kind: 'later' | 'refused' | 'gone' | 'unknown'): Handed => ({ kind, reason: `as ${kind}` });

describe('a message that may go by several channels', () => {
  it('goes by the next where the address of the first takes nothing any more, whoever it was that said so', async () => {
    const suppressions = new Suppressions(rig.table, 'k'.repeat(32));
    await suppressions.suppress({ channel: 'sms', address: '+16035550100' }, 'stop', { at });
    rig.channels = [answering('email'), answering('sms')];
    const task = by(marketing, 'sms', 'email');
    expect(await rig.send(task)).toEqual({ status: 'sent' });
    expect(went).toEqual(['email to ada@example.com']);
    expect(await rig.record(task)).toMatchObject({ tried: [{ channel: 'sms', reason: 'suppressed' }] });
  });

  it('says of who has paused marketing that the address takes nothing, where that is so: it will not pass', async () => {
    const suppressions = new Suppressions(rig.table, 'k'.repeat(32));
    await suppressions.suppress({ channel: 'sms', address: '+16035550100' }, 'stop', { at });
    await rig.profile({
      consents,
      identifiers: reachable,
      pause: { at, until: '2100-01-01T00:00:00.000Z' },
    });
    rig.channels = [answering('sms')];
    expect(await rig.send(by(marketing, 'sms'))).toEqual({ status: 'skipped', reason: 'suppressed' });
  });

  it('goes by none while the person has paused marketing', async () => {
    await rig.profile({
      consents,
      identifiers: reachable,
      pause: { at, until: '2100-01-01T00:00:00.000Z' },
    });
    rig.channels = [answering('email'), answering('sms')];
    expect(await rig.send(by(marketing, 'sms', 'email'))).toMatchObject({
      status: 'skipped',
      reason: 'paused',
    });
    expect(await rig.send(by(transactional, 'sms', 'email'))).toEqual({ status: 'sent' });
  });

  it('goes by the first that the person has and agreed to', async () => {
    rig.channels = [answering('email'), answering('sms')];
    const task = by(marketing, 'sms', 'email');
    expect(await rig.send(task)).toEqual({ status: 'sent' });
    expect(went).toEqual(['sms to +16035550100']);
    expect(await rig.record(task)).toMatchObject({ status: 'sent', channel: 'sms', providerId: 'sms-1' });
    expect((await rig.record(task))?.tried).toBeUndefined();
  });

  it.each([
    ['no-address', { identifiers: { email: reachable.email } }],
    ['no-consent', { consents: { 'email/offers': consents['email/offers'] } }],
  ])('goes by the next where the first will not do: %s', async (reason, profile) => {
    rig.channels = [answering('email'), answering('sms')];
    await rig.profile({ consents, identifiers: reachable, ...profile });
    const task = by(marketing, 'sms', 'email');
    expect(await rig.send(task)).toEqual({ status: 'sent' });
    expect(went).toEqual(['email to ada@example.com']);
    expect(await rig.record(task)).toMatchObject({ channel: 'email', tried: [{ channel: 'sms', reason }] });
  });

  it('passes over a channel that is closed at that moment, and one that the owner has not connected', async () => {
    rig.channels = [answering('email'), answering('sms', [], { closed: () => 'no-channel' })];
    const task = by(transactional, 'whatsapp', 'sms', 'email');
    expect(await rig.send(task)).toEqual({ status: 'sent' });
    expect((await rig.record(task))?.tried).toEqual([
      { channel: 'whatsapp', reason: 'no-channel' },
      { channel: 'sms', reason: 'no-channel' },
    ]);
  });

  it.each(['refused', 'gone'] as const)('goes by the next where the first took nothing: %s', async (kind) => {
    rig.channels = [answering('email'), answering('sms', [no(kind)])];
    const task = by(marketing, 'sms', 'email');
    expect(await rig.send(task)).toEqual({ status: 'sent' });
    expect(went).toEqual(['sms to +16035550100', 'email to ada@example.com']);
    expect(await rig.record(task)).toMatchObject({
      status: 'sent',
      channel: 'email',
      tried: [{ channel: 'sms', reason: `as ${kind}` }],
    });
    expect(await rig.send(task)).toEqual({ status: 'sent' });
    expect(went).toHaveLength(2);
  });

  it('never goes by another where the first may have taken it', async () => {
    rig.channels = [answering('email'), answering('sms', [no('unknown')])];
    const task = by(marketing, 'sms', 'email');
    for (const _ of [1, 2]) expect(await rig.send(task)).toEqual({ status: 'unknown' });
    expect(went).toEqual(['sms to +16035550100']);
  });

  it('waits for a channel that takes nothing now', async () => {
    rig.channels = [answering('email'), answering('sms', [no('later')])];
    const task = by(marketing, 'sms', 'email');
    await expect(rig.send(task)).rejects.toMatchObject({ name: 'ChannelUnavailable' });
    expect(await rig.send(task)).toEqual({ status: 'sent' });
    expect(went).toEqual(['sms to +16035550100', 'sms to +16035550100']);
  });

  it('goes again where the receiver knows a repetition by itself', async () => {
    rig.channels = [answering('sms', [no('unknown')], { repeatable: true })];
    const task = by(marketing, 'sms');
    await expect(rig.send(task)).rejects.toMatchObject({ name: 'ChannelUnavailable' });
    expect(await rig.record(task)).toMatchObject({ status: 'claimed' });
    expect(await rig.send(task)).toEqual({ status: 'sent' });
  });

  it('takes away those of several addresses that are gone, also where another took it', async () => {
    const without: Channel['without'] = (profile, gone) => ({ ...profile, traits: { gone } });
    const gone = { kind: 'sent', providerId: 'p-1', gone: ['a', 'b'] } as const;
    rig.channels = [answering('sms', [gone], { without })];
    expect(await rig.send(by(marketing, 'sms'))).toEqual({ status: 'sent' });
    expect(await rig.readProfile()).toMatchObject({ traits: { gone: ['a', 'b'] } });
  });

  it('fails the step where a provider refused it and no other took it', async () => {
    rig.channels = [answering('email', [no('gone')]), answering('sms', [no('refused')])];
    const task = by(marketing, 'sms', 'email');
    await expect(rig.send(task)).rejects.toMatchObject({
      name: 'MessageRefused',
      message: 'the message was refused: as refused',
    });
    expect(await rig.record(task)).toMatchObject({ status: 'failed' });
    expect(await rig.send(task)).toEqual({ status: 'sent' });
  });

  it('is skipped where nobody is there any more, in its provider’s words', async () => {
    rig.channels = [answering('sms', [no('gone')])];
    const task = by(marketing, 'sms');
    expect(await rig.send(task)).toEqual({ status: 'skipped', reason: 'gone' });
    expect(await rig.record(task)).toMatchObject({
      status: 'skipped',
      reason: 'gone',
      tried: [{ channel: 'sms', reason: 'as gone' }],
    });
  });

  it('is skipped where it may go by none, for the first reason, and tells the others', async () => {
    rig.channels = [answering('email'), answering('sms')];
    await rig.profile({ consents: {}, identifiers: { email: reachable.email } });
    const task = by(marketing, 'sms', 'email');
    expect(await rig.send(task)).toEqual({ status: 'skipped', reason: 'no-consent' });
    expect(await rig.record(task)).toMatchObject({
      status: 'skipped',
      channel: 'sms',
      tried: [{ channel: 'email', reason: 'no-consent' }],
    });
  });
});
