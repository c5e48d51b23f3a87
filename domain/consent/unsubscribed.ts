import type { RecordedEvent } from '../events/recorded-event.ts';
import type { Profile } from '../people/profile.ts';
import { momentOf } from './moment.ts';
import { textAt } from './text-at.ts';
import { withdraw } from './withdraw.ts';

/** Folds `Unsubscribed` into the profile: without a channel and a topic it covers all marketing. */
export const foldUnsubscribed = (profile: Profile, event: RecordedEvent): Profile =>
  withdraw(
    profile,
    { channel: textAt(event.properties, 'channel'), topic: textAt(event.properties, 'topic') },
    momentOf(event),
    textAt(event.properties, 'source') ?? event.source,
  );
