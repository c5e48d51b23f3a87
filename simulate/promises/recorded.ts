import { by, type Check, numberOf, ofPeople, personOf, textOf } from './promise.ts';

/** What was accepted is on a timeline. */
export const nothingLost: Check = function* (facts) {
  const recorded = new Set(ofPeople(facts, 'EVENT#').map((event) => textOf(event, 'messageId')));
  for (const { email, messageId, event } of facts.journal.accepted)
    if (!recorded.has(messageId))
      yield { person: email, what: `${event} (${messageId}) was accepted and is nowhere` };
};

/** A message is one event, and a timeline has no gaps. */
export const nothingTwice: Check = function* (facts) {
  const events = ofPeople(facts, 'EVENT#');
  for (const [message, same] of by(events, (event) => `${event.key} ${event.messageId}`))
    if (same.length > 1)
      yield { person: personOf(same[0]!), what: `${message} was recorded ${same.length} times` };
  const timelines = by(events, personOf);
  for (const profile of ofPeople(facts, 'PROFILE')) {
    const person = personOf(profile);
    const places = (timelines.get(person) ?? []).map((event) => numberOf(event, 'seq'));
    const inOrder = places.every((place, index) => place === index + 1);
    if (!inOrder || places.length !== numberOf(profile, 'seq'))
      yield { person, what: `the timeline has the places ${places}, and the profile counts ${profile.seq}` };
  }
};
