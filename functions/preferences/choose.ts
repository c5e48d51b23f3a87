import { changeAtOnce } from '../../domain/consent/change-at-once.ts';
import { giveConsent } from '../../domain/consent/give.ts';
import { withdraw } from '../../domain/consent/withdraw.ts';
import type { LineMessage } from '../../domain/events/recorded-event.ts';
import type { Profile } from '../../domain/people/profile.ts';
import { type Choice, choicesOf } from './choices.ts';
import type { Outside } from './outside.ts';
import { pageEvent, type Visitor } from './page-event.ts';

/** What a form says: the choices that it showed, and those that were ticked. */
export interface Answers {
  readonly shown: ReadonlySet<string>;
  readonly chosen: ReadonlySet<string>;
}

const source = 'preferences';

const applied = (
  profile: Profile,
  { key, channel, topic, wording, chosen }: Choice,
  answers: Answers,
  at: string,
) => {
  if (!answers.shown.has(key) || answers.chosen.has(key) === chosen) return profile;
  return chosen
    ? withdraw(profile, { channel, topic }, at, source)
    : giveConsent(profile, { channel, topic, at, by: 'page', source, wording });
};

/** The event of a choice that this page made, now or before: an event whose sending failed then is sent now. */
function eventOf(
  profile: Profile,
  { key, channel, topic }: Choice,
  answers: Answers,
  visitor: Visitor,
): LineMessage[] {
  const consent = profile.consents[key];
  if (!consent || consent.source !== source || !answers.shown.has(key)) return [];
  const { state, wording, at, askedAt = at } = consent;
  return state === 'withdrawn'
    ? [pageEvent(visitor, 'Unsubscribed', { channel, topic, source }, at)]
    : [pageEvent(visitor, 'Consent Given', { channel, topic, source, wording }, askedAt)];
}

/** Makes a person's choices: in the profile at once, then on the timeline. @throws LineUnavailable */
export async function choose({ table, line }: Outside, visitor: Visitor, answers: Answers): Promise<void> {
  const at = visitor.now.toISOString();
  const profile = await changeAtOnce(table, visitor.person, (before) =>
    choicesOf(before, at).reduce((changed, choice) => applied(changed, choice, answers, at), before),
  );
  if (!profile) return;
  await line.send(choicesOf(profile, at).flatMap((choice) => eventOf(profile, choice, answers, visitor)));
}
