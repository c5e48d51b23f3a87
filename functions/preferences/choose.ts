import { changeAtOnce } from '../../domain/consent/change-at-once.ts';
import { giveConsent } from '../../domain/consent/give.ts';
import { withdraw } from '../../domain/consent/withdraw.ts';
import type { LineMessage } from '../../domain/events/recorded-event.ts';
import type { Profile } from '../../domain/people/profile.ts';
import { type Choice, choicesOf } from './choices.ts';
import type { Outside } from './outside.ts';
import { pageEvent } from './page-event.ts';

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
  now: Date,
): LineMessage[] {
  const consent = profile.consents[key];
  if (!consent || consent.source !== source || !answers.shown.has(key)) return [];
  return consent.state === 'given'
    ? [
        pageEvent(
          profile.id,
          'Consent Given',
          { channel, topic, source, wording: consent.wording },
          consent.at,
          now,
        ),
      ]
    : [pageEvent(profile.id, 'Unsubscribed', { channel, topic, source }, consent.at, now)];
}

/** Makes a person's choices: in the profile at once, then on the timeline. Returns the profile as it then is. @throws LineUnavailable */
export async function choose(
  { table, line }: Outside,
  person: string,
  answers: Answers,
  now: Date,
): Promise<Profile | undefined> {
  const at = now.toISOString();
  const profile = await changeAtOnce(table, person, (before) =>
    choicesOf(before).reduce((changed, choice) => applied(changed, choice, answers, at), before),
  );
  if (!profile) return undefined;
  await line.send(choicesOf(profile).flatMap((choice) => eventOf(profile, choice, answers, now)));
  return profile;
}
