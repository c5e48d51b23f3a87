import * as z from 'zod/mini';
import { defineKind } from '../kind.ts';
import { edge } from '../memory/edge.ts';
import { type EventFilter, eventName, whereInWords, whereSchema } from '../memory/filter.ts';
import { changing, lasting, type Question, type View } from '../question.ts';
import { isWithin, leavingOf, spanInWords, spanSchema } from '../span.ts';
import { dateAt, deed, listed } from '../words.ts';

const ago = z
  .strictObject({ moreThan: z.optional(spanSchema), atMost: z.optional(spanSchema) })
  .check(
    z.refine(
      ({ moreThan, atMost }) => moreThan !== undefined || atMost !== undefined,
      'must have "moreThan" or "atMost" or both, as {"moreThan": {"days": 30}}',
    ),
  );

/** Asks how long ago an event happened first or last. Whom it never happened to passes nothing. */
function occurrence(
  which: 'first' | 'last',
  filter: EventFilter,
  { moreThan, atMost }: z.output<typeof ago>,
): Question {
  const leaf = edge(which, filter);
  const momentIn = ({ memory }: View): number | undefined => memory[leaf.hash]?.moment;
  const spans = [moreThan, atMost].filter((span) => span !== undefined);
  const bounds = [
    moreThan && `more than ${spanInWords(moreThan)} ago`,
    atMost && `at most ${spanInWords(atMost)} ago`,
  ].filter((bound) => bound !== undefined);
  return {
    says: `${which} ${deed(filter.event)}${whereInWords(filter.where)} ${listed(bounds, 'and')}`,
    leaves: [leaf],
    reads: { zone: spans.some(({ days }) => days !== undefined) },
    ask(view) {
      const moment = momentIn(view);
      if (moment === undefined) return lasting(false);
      const { zone } = view.person;
      return changing(
        (at) =>
          (!moreThan || !isWithin(moreThan, moment, at, zone)) &&
          (!atMost || isWithin(atMost, moment, at, zone)),
        view.at,
        spans.map((span) => leavingOf(span, moment, zone)),
      );
    },
    found(view) {
      const moment = momentIn(view);
      return moment === undefined ? 'never' : dateAt(moment, view.person.zone);
    },
  };
}

const common = { where: z.optional(whereSchema), ago };

/** `{"last": "Appointment Completed", "ago": {"moreThan": {"days": 180}}}` */
export const last = defineKind(z.strictObject({ last: eventName, ...common }), (condition) =>
  occurrence('last', { event: condition.last, where: condition.where }, condition.ago),
);

/** `{"first": "Appointment Completed", "ago": {"atMost": {"days": 30}}}` */
export const first = defineKind(z.strictObject({ first: eventName, ...common }), (condition) =>
  occurrence('first', { event: condition.first, where: condition.where }, condition.ago),
);
