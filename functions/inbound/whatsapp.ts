import * as z from 'zod/mini';
import type { Told } from '../../domain/inbound/by-address.ts';
import { jsonIn } from '../shared/json-in.ts';

const media = z.looseObject({
  mime_type: z.optional(z.string()),
  filename: z.optional(z.string()),
  caption: z.optional(z.string()),
});
const choice = z.looseObject({ id: z.string(), title: z.string() });

const message = z.looseObject({
  from: z.string(),
  id: z.string().check(z.minLength(1)),
  /** Seconds since 1970. */
  timestamp: z.string().check(z.regex(/^\d{1,12}$/)),
  type: z.string(),
  /** What it answers. */
  context: z.optional(z.looseObject({ id: z.optional(z.string()) })),
  text: z.optional(z.looseObject({ body: z.string() })),
  button: z.optional(z.looseObject({ text: z.string(), payload: z.optional(z.string()) })),
  interactive: z.optional(
    z.looseObject({ button_reply: z.optional(choice), list_reply: z.optional(choice) }),
  ),
  reaction: z.optional(z.looseObject({ emoji: z.optional(z.string()) })),
  image: z.optional(media),
  video: z.optional(media),
  audio: z.optional(media),
  document: z.optional(media),
  sticker: z.optional(media),
});

type WhatsAppMessage = z.infer<typeof message>;

const notice = z.looseObject({ whatsAppWebhookEntry: z.string() });
const entry = z.looseObject({
  changes: z.array(z.looseObject({ value: z.looseObject({ messages: z.optional(z.array(z.unknown())) }) })),
});

/** What was written, and what a pressed button stands for. */
function wordsOf({
  text,
  button,
  interactive,
  reaction,
  ...rest
}: WhatsAppMessage): Pick<Told, 'text' | 'payload'> {
  const chosen = interactive?.button_reply ?? interactive?.list_reply;
  if (chosen) return { text: chosen.title, payload: chosen.id };
  if (button) return { text: button.text, ...(button.payload && { payload: button.payload }) };
  const caption = rest.image?.caption ?? rest.video?.caption ?? rest.document?.caption;
  return { text: text?.body ?? reaction?.emoji ?? caption ?? '' };
}

function attachmentsOf(told: WhatsAppMessage): NonNullable<Told['attachments']> {
  const { image, video, audio, document, sticker } = told;
  return [image, video, audio, document, sticker].flatMap((each) =>
    each
      ? [
          {
            filename: each.filename ?? told.type,
            contentType: each.mime_type ?? 'application/octet-stream',
            // WhatsApp keeps the file and does not say how large it is.
            bytes: 0,
          },
        ]
      : [],
  );
}

/**
 * Messages in what an account's event destination is told; none in what it is told of our own messages.
 * https://docs.aws.amazon.com/social-messaging/latest/userguide/managing-event-destination-dlrs.html
 */
export function whatsappIn(told: unknown): readonly Told[] | undefined {
  const outer = notice.safeParse(told).data;
  const inner = outer && entry.safeParse(jsonIn(outer.whatsAppWebhookEntry)).data;
  return inner?.changes
    .flatMap(({ value }) => value.messages ?? [])
    .flatMap((each): readonly Told[] => {
      const read = message.safeParse(each).data;
      if (!read) return [];
      return [
        {
          channel: 'whatsapp',
          id: read.id,
          at: new Date(Number(read.timestamp) * 1000).toISOString(),
          from: `+${read.from}`,
          ...wordsOf(read),
          attachments: attachmentsOf(read),
          ...(read.context?.id && { answers: read.context.id }),
        },
      ];
    });
}
