import { Bookings } from '../bookings/bookings.ts';
import { type Centre, serviceOf } from '../centre/centre.ts';
import type { Situation } from '../events/ruling.ts';
import { isTimeZone, zoneName } from '../messages/local-time.ts';
import type { Profile } from '../people/profile.ts';
import { aboutOf } from './about.ts';
import { type Conversation, type HeardMessage, wayBack } from './conversation.ts';
import { decide } from './outcomes/index.ts';
import type { Outcome } from './outcomes/outcome.ts';
import { conversationRules } from './rules/index.ts';
import type { Heard, Understood } from './rules/rule.ts';
import { namesOf } from './text/names.ts';
import { plain } from './text/plain.ts';

interface Around extends Situation {
  readonly centre: Centre;
  readonly message: HeardMessage;
  /** The conversation with this message in it. */
  readonly conversation: Conversation;
  readonly now: Date;
}

export interface Taken {
  readonly understood: Understood;
  readonly outcome: Outcome;
}

/** What the first rule that understands a message takes it for, and what follows; undefined where staff are to read it. */
export async function understand(around: Around): Promise<Taken | undefined> {
  const { table, event, profile, centre, message, conversation, now } = around;
  const timezone = zoneOf(profile, centre);
  const heard: Heard = {
    message,
    said: plain(message.text),
    about: await aboutOf(table, profile, message),
    isReply: message.inReplyTo !== undefined,
    ...offeredIn(around),
    centre,
    timezone,
    now,
  };
  for (const rule of conversationRules) {
    const understood = rule(heard);
    if (!understood) continue;
    const outcome = await decide(understood, {
      table,
      event,
      profile,
      bookings: new Bookings(table, centre),
      centre,
      wayBack: wayBack(conversation),
      timezone,
      now,
    });
    return outcome && { understood, outcome };
  }
  return undefined;
}

/** By whose clock times are told: the person's, else the centre's. */
function zoneOf({ traits }: Profile, centre: Centre): string {
  const { timezone } = traits;
  return isTimeZone(timezone) ? timezone : centre.timezone;
}

/** The times that are on offer in the conversation, if their service is. */
function offeredIn({ profile, centre, conversation: { offered }, now }: Around): Pick<Heard, 'offered'> {
  const service = offered && serviceOf(centre, offered.service);
  if (!service || Date.parse(offered.until) <= now.getTime()) return {};
  const times = offered.times.map((time) => Date.parse(time));
  const zones = times.map((at) => plain(zoneName(at, offered.timezone)));
  const names = new Set([...namesOf(profile.traits), ...zones]);
  return { offered: { service, times, timezone: offered.timezone, names } };
}
