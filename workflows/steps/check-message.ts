import type { ChannelId } from '../channels.ts';
import { checkData } from '../compiler/data.ts';
import type { Scope } from '../compiler/scope.ts';
import { channelsOf } from '../templates/define-template.ts';

interface Sending {
  readonly template: string;
  readonly data?: Readonly<Record<string, unknown>> | undefined;
}

/** Reports what is wrong with a message to a person: its data, its kind, its topic, or a channel that it has no words for. */
export function checkMessage(step: Sending, channels: readonly ChannelId[], scope: Scope): void {
  const template = scope.template(step.template);
  if (!template) return;
  checkData({ what: `template "${template.id}"`, schema: template.data }, step.data, scope);
  for (const channel of channels)
    if (!channelsOf(template).includes(channel))
      scope.report(
        `template "${template.id}" has nothing for the channel "${channel}"; it has ${channelsOf(template).join(', ')}`,
      );
  if (template.kind === 'staff')
    scope.report(`template "${template.id}" is for staff; send it with notifyStaff`);
  if (template.kind !== 'marketing') return;
  const { topic, channels: covered = ['email'] } = scope.journey;
  if (template.topic !== topic)
    scope.report(
      `template "${template.id}" is marketing on "${template.topic}"; give the journey that topic, so that an unsubscribe ends it`,
    );
  for (const channel of channels)
    if (!covered.includes(channel))
      scope.report(
        `template "${template.id}" is marketing by "${channel}"; name that among the journey's channels`,
      );
}
