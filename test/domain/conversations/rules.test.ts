import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import centreJson from '../../../centre.json' with { type: 'json' };
import { parseCentre } from '../../../domain/centre/centre.ts';
import { conversationRules } from '../../../domain/conversations/rules/index.ts';
import type { Heard, Understood } from '../../../domain/conversations/rules/rule.ts';
import { plain } from '../../../domain/conversations/text/plain.ts';

const centre = parseCentre(centreJson);
const service = centre.services[0]!;
const bookingId = `bkg_${'a'.repeat(24)}`;
const times = [11, 11.5, 13].map((hour) => Date.parse('2026-11-23T05:00:00Z') + hour * 3_600_000);

const around: Omit<Heard, 'message' | 'said'> = {
  about: { offer: 'oil-change' },
  isReply: true,
  centre,
  timezone: 'America/New_York',
  now: new Date('2026-11-23T14:00:00Z'),
};

/** What the rules take a text for, in answer to the offer unless it says otherwise. */
function taken(text: string, more: Partial<Heard> = {}): Understood | undefined {
  const heard: Heard = { ...around, message: { channel: 'email', text }, said: plain(text), ...more };
  for (const rule of conversationRules) {
    const understood = rule(heard);
    if (understood) return understood;
  }
  return undefined;
}

const local = (at: number | undefined): string | undefined =>
  at === undefined ? undefined : new Date(at - 5 * 3_600_000).toISOString().slice(0, 16);

describe('the rules', () => {
  it.each([
    ["I'd like to book an appointment", undefined],
    ['Yes please!', undefined],
    ['sure, sounds good', undefined],
    ['Can you do Tuesday at 10?', '2026-11-24T10:00'],
    ['Wednesday afternoon', '2026-11-25T12:00'],
    ['When can I come in?', undefined],
    ['Ich möchte gerne einen Termin vereinbaren', undefined],
    ['Gerne! Geht Donnerstag um 15 Uhr?', '2026-11-26T15:00'],
    ['Kann ich morgen vorbeikommen?', '2026-11-24T00:00'],
  ])('take "%s" in answer to the offer for a wish to book', (text, from) => {
    const understood = taken(text);
    expect(understood).toMatchObject({ kind: 'asked-to-book', service: { id: 'oil-change' } });
    expect(understood?.more ?? false).toBe(false);
    if (understood?.kind === 'asked-to-book' && from) expect(local(understood.from)).toBe(from);
  });

  it.each([
    ['I would like to book a brake check', 'brake-check'],
    ['Could I book a tyre change for Friday?', 'tyre-change'],
  ])('take "%s" for a wish to book what it names', (text, id) => {
    expect(taken(text, { about: {}, isReply: false })).toMatchObject({
      kind: 'asked-to-book',
      service: { id },
    });
  });

  it.each([
    'Thank you',
    'No thanks, I sold the car',
    'I do not want to book anything',
    'Please stop writing to me',
    'How much is it without the discount?',
    'Do you have a courtesy car? It would be for Friday.',
    'Was that you on the radio yesterday?',
    'Kein Interesse',
    'Ich habe leider kein Auto mehr',
  ])('leave "%s" in answer to the offer to staff', (text) => expect(taken(text)).toBeUndefined());

  it('take nothing for a wish to book where no service is meant', () => {
    expect(taken('I would like to book an appointment', { about: {}, isReply: false })).toBeUndefined();
  });

  it.each([
    'I want to book. Do you also sell cars?',
    `I want to book. ${'My car is old, and makes a noise whenever it rains. '.repeat(10)}`,
  ])('take "%s" for a wish to book, and let a person read the rest', (text) =>
    expect(taken(text)).toMatchObject({ kind: 'asked-to-book', more: true }),
  );

  it.each([
    'I need to cancel',
    "Sorry, I can't make it on Friday",
    'Could we reschedule?',
    'Can I move my appointment to next week?',
    'Ich muss den Termin leider absagen',
    'Können wir das verschieben?',
    'Ich kann am Freitag leider nicht kommen',
    'Geht auch ein anderer Termin?',
  ])('take "%s" about an appointment for a wish to change it', (text) => {
    expect(taken(text, { about: { bookingId, service: 'oil-change' } })).toEqual({
      kind: 'asked-to-change',
      bookingId,
      more: false,
    });
    expect(taken(text, { about: { bookingId: 'b-1' } })?.kind).not.toBe('asked-to-change');
  });

  it('take a choice for one before all else', () => {
    const offered = { service, times, timezone: 'America/New_York', names: new Set<string>() };
    expect(taken('2', { offered })).toEqual({ kind: 'chose-time', service, moments: [times[1]] });
    expect(taken('2')).toBeUndefined();
  });

  it('claim an offer on the page alone', () => {
    expect(taken('oil change', { about: {}, isReply: false })).toBeUndefined();
    expect(taken('oil change', { message: { channel: 'social', text: 'oil change' }, about: {} })).toEqual({
      kind: 'claimed-offer',
      offer: 'oil-change',
      more: false,
    });
  });

  it('bear any text, and none for long', () => {
    const offered = { service, times, timezone: 'America/New_York', names: new Set<string>() };
    const words = fc.constantFrom(
      'thanks',
      'tuesday',
      'at',
      '10',
      'um',
      'not',
      '2',
      '?',
      'halb',
      'cancel',
      'a'.repeat(190),
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.array(words, { maxLength: 400 }).map((each) => each.join(' ')),
    );
    const started = performance.now();
    fc.assert(
      fc.property(text, (said) => {
        const understood = taken(said, { offered, about: { offer: 'oil-change', bookingId } });
        if (understood?.kind === 'chose-time') expect(understood.moments.length).toBeGreaterThan(0);
      }),
      { numRuns: 2000 },
    );
    for (const long of ['a', 'thanks a ', '1', 'tuesday ', "n't ", '10:', '.', 'um ', 'ﷺ', '\u0301'])
      taken(long.repeat(100_000), { offered });
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
