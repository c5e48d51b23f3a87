import { topicSettings } from '../../workflows/topics.ts';
import { followUp } from '../events/follow-up.ts';
import type { Rule } from '../events/ruling.ts';
import { withIdentifiers } from '../people/fold.ts';
import { foldConsentGiven } from './consent-given.ts';
import { textAt } from './text-at.ts';

/**
 * Has the person asked to confirm a consent that waits for it: `Consent Requested` enters the journey that does. It tells
 * the topic in our words, since anybody may have written those of the form.
 */
export const requestConfirmation: Rule = async ({ event, profile, identifiers }) => {
  const before = withIdentifiers(profile, identifiers);
  const topic = textAt(event.properties, 'topic') ?? '';
  if (foldConsentGiven(before, event).asked === before.asked) return {};
  const title = topicSettings(topic)?.title ?? topic;
  return { emits: [followUp(event, event.person, 'Consent Requested', { topic, title })] };
};
