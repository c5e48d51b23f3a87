import type { SSMClient } from '@aws-sdk/client-ssm';
import * as z from 'zod/mini';
import type { ChannelId } from '../../workflows/channels.ts';
import { readAccount } from '../audiences/networks/access.ts';
import { KeptParameter } from '../kept-parameter.ts';

const settingsSchema = z.record(z.string(), z.unknown());

/** A channel's own part of what the owner set; undefined where the owner did not connect it. */
export type Part<Settings> = (now: Date) => Promise<Settings | undefined>;

/**
 * How the owner connected the channels, from an SSM parameter: `{"webhook": […], "social": {…}}`, each part as its
 * channel reads it. Channels that are not in it are not used; without the parameter none of these is.
 */
export class ChannelSettings {
  readonly #all: KeptParameter<typeof settingsSchema>;
  readonly #parameter: string;

  constructor(ssm: SSMClient, parameter: string) {
    this.#all = new KeptParameter(ssm, parameter, settingsSchema);
    this.#parameter = parameter;
  }

  /** What reads a channel's part. @throws Error naming the channel and the field that cannot be read, and no value; whatever SSM throws */
  part<Schema extends z.ZodMiniType>(channel: ChannelId, schema: Schema): Part<z.output<Schema>> {
    return async (now) => {
      const settings = (await this.#all.read(now))?.[channel];
      if (settings === undefined) return undefined;
      try {
        return readAccount(schema, settings);
      } catch (error) {
        throw new Error(`${this.#parameter}: ${channel}: ${error instanceof Error ? error.message : error}`);
      }
    };
  }
}
