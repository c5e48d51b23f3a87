import type { RecordedEvent } from '../events/recorded-event.ts';
import type { Profile } from '../people/profile.ts';
import { momentOf } from './moment.ts';
import { stopChannel, stopSource } from './stop.ts';
import { textAt } from './text-at.ts';
import { withdraw } from './withdraw.ts';

/** Folds `Unsubscribed` into the profile: without a channel and a topic it covers all marketing. */
export function foldUnsubscribed(profile: Profile, event: RecordedEvent): Profile {
  const channel = textAt(event.properties, 'channel');
  const topic = textAt(event.properties, 'topic');
  const source = textAt(event.properties, 'source') ?? event.source;
  const at = momentOf(event);
  const byKeyword = event.source === 'onward' && source === stopSource;
  return byKeyword && channel
    ? stopChannel(profile, channel, at)
    : withdraw(profile, { channel, topic }, at, source);
}
