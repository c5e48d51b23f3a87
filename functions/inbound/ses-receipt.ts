import * as z from 'zod/mini';

const verdict = z.object({ status: z.string() });

const schema = z.looseObject({
  notificationType: z.literal('Received'),
  mail: z.looseObject({
    timestamp: z.iso.datetime({ offset: true }),
    /** The envelope's sender; empty for a bounce's. */
    source: z.nullish(z.string()),
    messageId: z.string().check(z.minLength(1)),
  }),
  receipt: z.looseObject({
    recipients: z.array(z.string()),
    spamVerdict: verdict,
    virusVerdict: verdict,
    spfVerdict: verdict,
    dkimVerdict: verdict,
    dmarcVerdict: verdict,
    action: z.looseObject({ type: z.literal('S3'), bucketName: z.string(), objectKey: z.string() }),
  }),
});

/**
 * What SES tells of a message that it has put into the bucket.
 * https://docs.aws.amazon.com/ses/latest/dg/receiving-email-notifications-contents.html
 */
export type SesReceipt = z.infer<typeof schema>;

/** The receipt in an SNS message; undefined for anything else, as the note that SES sends to a new topic. */
export const sesReceiptIn = (message: unknown): SesReceipt | undefined => schema.safeParse(message).data;
