import { taskErrors } from '../../workflows/task.ts';

/**
 * A channel would not take the message now: throttling, or no answer where the message may be sent again once its
 * feedback had time to come. It passes by itself, so the step's retry policy repeats it. Not a judgement on the message.
 */
export class ChannelUnavailable extends Error {
  override readonly name = taskErrors.channelUnavailable;
}
