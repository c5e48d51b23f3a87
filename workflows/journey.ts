import type * as z from 'zod/mini';
import type { Channel } from './channels.ts';
import type { documentSchema } from './document.ts';
import { type Comparable, type FilterOptions, toFilter } from './event-filter.ts';
import type { EventDefinition, PropertiesOf, Shape } from './events/define-event.ts';
import type { Step } from './steps/index.ts';
import type { Test } from './task.ts';
import type { Topic } from './topics.ts';

/** A journey's document: plain JSON. */
export type Journey = z.output<typeof documentSchema>;

interface JourneyOptions<Properties extends Shape, Exits extends readonly Shape[]> {
  /** Stable for ever: runs, messages and the state machine are named by it. */
  readonly id: string;
  readonly title: string;
  /** Given for marketing: an unsubscribe that covers it ends a run. */
  readonly topic?: Topic;
  /** The channels of its marketing; `['email']` if left out. */
  readonly channels?: readonly Channel[];
  readonly entry: {
    readonly on: EventDefinition<string, Properties>;
    readonly where?: {
      readonly [K in keyof PropertiesOf<Properties>]?: Comparable<PropertiesOf<Properties>[K]>;
    };
    /** The name under which steps know the event. */
    readonly as: string;
  };
  /** One run per value of this property at a time, instead of one per person. */
  readonly key?: keyof PropertiesOf<Properties> & string;
  readonly reEntry: Journey['reEntry'];
  readonly exits?: { readonly [I in keyof Exits]: FilterOptions<Exits[I]> };
  readonly retired?: boolean;
  /** Timelines are told of its runs: `Journey Entered`, `Journey Ended`. Two events a run. */
  readonly tells?: boolean;
  readonly steps: readonly Step[];
}

/** Writes a journey down as its document. What types cannot tell, `compile` checks. */
export function journey<Properties extends Shape, const Exits extends readonly Shape[] = readonly []>(
  options: JourneyOptions<Properties, Exits>,
): Journey {
  const { entry, channels = ['email'], topic, exits, steps, ...rest } = options;
  const { on, where, as } = entry;
  const { event, where: tests } = toFilter({ event: on, where });
  return {
    ...rest,
    ...(topic && { topic, channels: [...channels] }),
    entry: { event, ...(tests && { where: tests as Readonly<Record<string, Test>> }), as },
    ...(exits && { exits: exits.map(toFilter) }),
    steps: [...steps],
  };
}
