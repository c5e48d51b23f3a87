import * as z from 'zod/mini';
import { hashText } from '../../domain/ids.ts';
import type { Told } from '../../domain/inbound/by-address.ts';

const account = z.looseObject({ id: z.string() });

const message = z.looseObject({
  mid: z.string().check(z.minLength(1)),
  text: z.optional(z.string()),
  /** Our own message, told back. */
  is_echo: z.optional(z.boolean()),
  quick_reply: z.optional(z.looseObject({ payload: z.string() })),
  reply_to: z.optional(z.looseObject({ mid: z.optional(z.string()) })),
  attachments: z.optional(z.array(z.looseObject({ type: z.string() }))),
});

const postback = z.looseObject({
  title: z.optional(z.string()),
  payload: z.optional(z.string()),
  mid: z.optional(z.string()),
});

const event = z.looseObject({
  sender: account,
  recipient: account,
  /** Milliseconds since 1970. */
  timestamp: z.int().check(z.positive(), z.lte(8.64e15)),
  message: z.optional(message),
  postback: z.optional(postback),
});

type PageEvent = z.infer<typeof event>;

const body = z.looseObject({
  object: z.literal('page'),
  entry: z.array(z.looseObject({ messaging: z.optional(z.array(z.unknown())) })),
});

function writtenIn({
  message: said,
}: PageEvent): Pick<Told, 'id' | 'text' | 'payload' | 'answers' | 'attachments'> | undefined {
  if (!said || said.is_echo) return undefined;
  return {
    id: said.mid,
    text: said.text ?? '',
    ...(said.quick_reply && { payload: said.quick_reply.payload }),
    ...(said.reply_to?.mid && { answers: said.reply_to.mid }),
    // Meta keeps the files, and says neither their names nor how large they are.
    attachments: (said.attachments ?? []).map(({ type }) => ({
      filename: type,
      contentType: type,
      bytes: 0,
    })),
  };
}

/** Older ones have no id of their own: who pressed what at which moment is as good. */
function pressedIn({
  postback: pressed,
  sender,
  timestamp,
}: PageEvent): Pick<Told, 'id' | 'text' | 'payload' | 'attachments'> | undefined {
  if (!pressed) return undefined;
  const { title = '', payload, mid } = pressed;
  return {
    id: mid ?? `postback/${hashText(24, sender.id, String(timestamp), payload ?? title)}`,
    text: title,
    ...(payload !== undefined && { payload }),
    attachments: [],
  };
}

/**
 * What people wrote or pressed, in what Meta tells of a page; undefined for what is not about a page. Echoes, deliveries
 * and read receipts are left out.
 * https://developers.facebook.com/docs/messenger-platform/reference/webhook-events
 */
export function messagesIn(told: unknown): readonly Told[] | undefined {
  return body
    .safeParse(told)
    .data?.entry.flatMap(({ messaging }) => messaging ?? [])
    .flatMap((each): readonly Told[] => {
      const read = event.safeParse(each).data;
      const found = read && (writtenIn(read) ?? pressedIn(read));
      if (!found) return [];
      return [
        { channel: 'social', at: new Date(read.timestamp).toISOString(), from: read.sender.id, ...found },
      ];
    });
}
