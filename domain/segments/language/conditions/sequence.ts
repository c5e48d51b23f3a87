import * as z from 'zod/mini';
import { defineKind } from '../kind.ts';
import { type EventFilter, eventName, whereInWords, whereSchema } from '../memory/filter.ts';
import { steps } from '../memory/steps.ts';
import { changing, type View } from '../question.ts';
import { lastInWords, type Span, spanInWords, spanSchema } from '../span.ts';
import { dateAt, deed, plural } from '../words.ts';
import { type Chain, chainsOf, type TimedStep, validityOf } from './chains.ts';

const mostSteps = 5;

const where = z.optional(whereSchema);
const within = z.optional(spanSchema);

const step = z.union(
  [z.strictObject({ did: eventName, where, within }), z.strictObject({ didNot: eventName, where, within })],
  { error: 'must be a step such as {"did": "Email Clicked", "within": {"days": 7}} or {"didNot": "…"}' },
);
type Step = z.output<typeof step>;

const isDone = (each: Step): each is Extract<Step, { did: string }> => 'did' in each;

const filterOf = (each: Step): EventFilter => ({
  event: isDone(each) ? each.did : each.didNot,
  where: each.where,
});

const schema = z.strictObject({ sequence: z.array(step), within }).check(
  z.refine(({ sequence }) => sequence.length >= 2 && sequence.length <= mostSteps, {
    path: ['sequence'],
    error: `must have 2 to ${mostSteps} steps`,
  }),
  z.refine(({ sequence }) => sequence.slice(0, -1).every(isDone), {
    path: ['sequence'],
    error: 'only the last step may be a "didNot"',
  }),
  z.refine(({ sequence: [first] }) => first?.within === undefined, {
    path: ['sequence', 0, 'within'],
    error: 'the first step has none before it; put "within" beside "sequence" for how long ago it may begin',
  }),
);

/** `{"sequence": [{"did": "Offer Claimed"}, {"didNot": "Appointment Booked", "within": {"days": 3}}], "within": {"days": 90}}` */
export const sequence = defineKind(schema, ({ sequence: written, within: whole }) => {
  const done = written.filter(isDone);
  const missing = written.find((each) => !isDone(each));
  const leaf = steps(written.map(filterOf), whole);
  const chains = ({ memory, person }: View): readonly (readonly Chain[])[] =>
    chainsOf(
      done.map((each, index) => ({ times: memory[leaf.hash]?.steps?.[index] ?? [], within: each.within })),
      person.zone,
    );
  const missed = ({ memory }: View): TimedStep | undefined =>
    missing && { times: memory[leaf.hash]?.steps?.[done.length] ?? [], within: missing.within };
  return {
    says: written.map(stepInWords).join(', then ') + (whole ? `, all ${lastInWords(whole)}` : ''),
    leaves: [leaf],
    reads: { zone: [whole, ...written.map((each) => each.within)].some((span) => span?.days !== undefined) },
    ask(view) {
      const complete = chains(view).at(-1) ?? [];
      const valid = complete.flatMap((chain) => validityOf(chain, missed(view), whole, view.person.zone));
      return changing(
        (at) => valid.some(({ from, before }) => from <= at && at < before),
        view.at,
        valid.flatMap(({ from, before }) => [from, before]).filter(Number.isFinite),
      );
    },
    found(view) {
      const reached = chains(view).filter(({ length }) => length > 0);
      const latest = reached.at(-1)?.[0];
      return latest
        ? `${plural(reached.length, 'step')} of ${done.length} done, last on ${dateAt(latest.end[0], view.person.zone)}`
        : 'not begun';
    },
  };
});

const stepInWords = (each: Step): string =>
  `${isDone(each) ? '' : 'never '}${deed(filterOf(each).event)}${whereInWords(each.where)}${nextInWords(each.within)}`;

const nextInWords = (span: Span | undefined): string =>
  span === undefined ? '' : ` within ${spanInWords(span)}`;
