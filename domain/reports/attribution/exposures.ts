import type { RecordedEvent } from '../../events/recorded-event.ts';
import type { Exposure } from '../outcome.ts';

type Told = Pick<RecordedEvent, 'name' | 'at' | 'properties' | 'refused'>;

const day = 86_400_000;

/** The event by which a campaign's run puts a person into a variant, a hold-out among them. */
const reached = 'Campaign Reached';

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/**
 * The campaigns' runs that reached a person before an event, or held them out, and of which it is the first of its name
 * since: a person who books twice is one who booked.
 *
 * @param earlier the timeline before it, the oldest first
 */
export function exposuresOf({ name, at }: Told, earlier: readonly Told[]): readonly Exposure[] {
  return earlier.flatMap((event, index) => {
    const { campaign, run, variant } = event.properties;
    const told = { campaign: text(campaign), run: text(run), variant: text(variant) };
    if (event.name !== reached || event.refused || !told.campaign || !told.run || !told.variant) return [];
    if (earlier.slice(index + 1).some((between) => between.name === name && !between.refused)) return [];
    const days = Math.floor((Date.parse(at) - Date.parse(event.at)) / day);
    return [{ campaign: told.campaign, run: told.run, variant: told.variant, days }];
  });
}
