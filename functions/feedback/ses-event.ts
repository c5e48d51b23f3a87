import * as z from 'zod/mini';
import { jsonIn } from '../shared/json-in.ts';

const tag = z.array(z.string()).check(z.minLength(1));
const recipients = z.array(z.looseObject({ emailAddress: z.string() }));
const moment = z.looseObject({ timestamp: z.iso.datetime({ offset: true }) });

const schema = z.looseObject({
  eventType: z.string(),
  mail: z.looseObject({
    timestamp: z.iso.datetime({ offset: true }),
    messageId: z.string(),
    tags: z.looseObject({ person: tag, run: tag, step: tag, visit: tag }),
  }),
  delivery: z.optional(moment),
  bounce: z.optional(
    z.extend(moment, { bounceType: z.string(), bounceSubType: z.string(), bouncedRecipients: recipients }),
  ),
  complaint: z.optional(
    z.extend(moment, {
      complaintFeedbackType: z.nullish(z.string()),
      complainedRecipients: z._default(recipients, []),
    }),
  ),
  reject: z.optional(z.looseObject({ reason: z.optional(z.string()) })),
  open: z.optional(moment),
  click: z.optional(z.extend(moment, { link: z.string() })),
});

/**
 * What SES publishes of a message with our tags.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
export type SesEvent = z.infer<typeof schema>;

/** The event in an SNS message; undefined for anything else, as the note that SES sends to a new topic. */
export const parseSesEvent = (message: string): SesEvent | undefined =>
  schema.safeParse(jsonIn(message)).data;

/** Whether an inbox says that a message was taken for spam by mistake: the feedback type `not-spam` of RFC 6430. */
export const isRetraction = ({ complaint }: SesEvent): boolean =>
  complaint?.complaintFeedbackType === 'not-spam';

/** When it happened, in UTC. */
export const happenedAt = ({ mail, delivery, bounce, complaint, open, click }: SesEvent): string =>
  new Date((delivery ?? bounce ?? complaint ?? open ?? click ?? mail).timestamp).toISOString();

const saysMachine = /bot|machine|automat/i;

/**
 * Whether SES says that a scanner or a prefetching inbox opened or clicked, as it does since 2026-08. Any flag that is
 * named like it counts: to take a machine for a person is worse than the reverse.
 */
export const byMachine = ({ open, click }: SesEvent): boolean =>
  Object.entries(open ?? click ?? {}).some(
    ([name, value]) =>
      saysMachine.test(name) &&
      (value === true || (typeof value === 'string' && /^(true|yes)$/i.test(value))),
  );
