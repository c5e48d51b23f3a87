import { personShown } from '../../messages/person-shown.ts';
import type { Channel, Message } from '../channel.ts';
import { messageIdOf } from '../message-id.ts';
import { postOutside } from '../outside/post.ts';
import { verdictOf } from '../outside/verdict.ts';
import type { Part } from '../settings.ts';
import type { Endpoints } from './endpoints.ts';
import { signatureHeaders } from './signature.ts';

export interface WebhookOptions {
  /** The business's systems; undefined where the owner lists none. */
  readonly endpoints: Part<Endpoints>;
}

/**
 * Tells a system of the business, which does with the message what it likes. The receiver knows a repetition by
 * `webhook-id`, so that whatever is unclear is sent again.
 */
export function webhookChannel({ endpoints }: WebhookOptions): Channel {
  const endpointOf = async ({ template, now }: Pick<Message, 'template' | 'now'>) =>
    (await endpoints(now))?.find(({ id }) => id === template.webhook?.endpoint);
  return {
    id: 'webhook',
    repeatable: true,
    addressOf: ({ id }) => id,
    closed: async (message) => ((await endpointOf(message)) ? undefined : 'no-channel'),
    async prepare(message) {
      const endpoint = await endpointOf(message);
      if (!endpoint)
        throw new Error(
          `template "${message.template.id}": there is no endpoint "${message.template.webhook?.endpoint}"`,
        );
      const id = messageIdOf(message.task);
      const body = JSON.stringify(contentOf(message));
      const headers = {
        'content-type': 'application/json',
        ...signatureHeaders({ id, at: message.now, body }, endpoint.secrets),
      };
      return async () => verdictOf(await postOutside({ url: endpoint.url, headers, body }), id);
    },
  };
}

/** What a receiver is told: Standard Webhooks' envelope around the message. */
const contentOf = ({ template, task, run, profile, now }: Message) => ({
  type: 'message',
  timestamp: now.toISOString(),
  data: {
    template: template.id,
    kind: template.kind,
    ...(template.kind === 'marketing' && { topic: template.topic }),
    person: { id: profile.id, identifiers: profile.identifiers, traits: personShown(profile) },
    journey: task.run.journey,
    run: task.run.id,
    step: task.step,
    event: run.entry,
    data: task.data,
  },
});
