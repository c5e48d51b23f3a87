import * as z from 'zod/mini';
import { property } from '../../../../workflows/filter.ts';
import type { RecordedEvent } from '../../../events/recorded-event.ts';
import { passesValue, valueTestInWords, valueTestSchema } from '../value-test.ts';
import { listed } from '../words.ts';

export const eventName = z.string().check(z.minLength(1), z.maxLength(200));

/** What an event's properties must be: tests by dotted paths, all of which must hold. */
export const whereSchema = z.record(z.string().check(z.minLength(1)), valueTestSchema);

/** Which events a leaf takes up. */
export interface EventFilter {
  readonly event: string;
  readonly where?: z.output<typeof whereSchema> | undefined;
}

/** Tells whether an event is one of those; a refused one counts for nothing. */
export function among({ event, where = {} }: EventFilter): (recorded: RecordedEvent) => boolean {
  const tests = Object.entries(where);
  return ({ name, properties, refused }) =>
    name === event &&
    !refused &&
    tests.every(([path, test]) => passesValue(property(properties, path), test));
}

/** As ` with service oil-change`, or nothing. */
export function whereInWords(where: EventFilter['where']): string {
  const tests = Object.entries(where ?? {}).map(([path, test]) => `${path} ${valueTestInWords(test)}`);
  return tests.length > 0 ? ` with ${listed(tests, 'and')}` : '';
}
