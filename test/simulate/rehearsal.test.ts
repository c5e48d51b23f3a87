import { expect, it } from 'vitest';
import { readOptions } from '../../simulate/rehearsal/options.ts';
import { rehearse } from '../../simulate/rehearsal/rehearsal.ts';

it('plays everybody once, on threads that share them, and adds up what became of them', async () => {
  const { messages, runs, usage, price, astray } = await rehearse(
    readOptions(['--people', '5', '--threads', '2']),
  );
  expect(astray).toEqual({ count: 0, examples: [] });
  expect(messages).toEqual({
    'send-offer': 5,
    'send-last-chance': 5,
    'send-confirmation': 5,
    'send-reminder': 5,
    'tell-arrived': 5,
    'tell-in-service': 5,
    'tell-ready': 5,
    'send-thanks': 5,
    'send-referral': 5,
    'send-points': 5,
  });
  expect(runs).toEqual({
    'oil-change-offer succeeded': 5,
    'appointment succeeded': 5,
    'refer-a-friend succeeded': 5,
    'points succeeded': 5,
  });
  // Two of the five claim at night: their offer waits for the morning, and is entered again.
  expect(usage).toMatchObject({ stateTransitions: 5 * 27 + 2 * 2, sesMessages: 50 });
  expect(price.messages).toBeCloseTo(50 * 0.00016);
});

it('plays customers who live as they come', async () => {
  const { runs } = await rehearse(readOptions(['--people', '3', '--threads', '1', '--story', 'mixed']));
  expect(Object.keys(runs)).not.toContainEqual(expect.stringMatching(/failed|timed_out|running/));
  expect(runs['oil-change-offer succeeded']).toBeGreaterThanOrEqual(3);
});

it.each([
  [['--people', '0'], /--people: give a whole number from 1 on, not "0"/],
  [['--story', 'none'], /no story "none"; there are whole and mixed/],
])('refuses %j in a sentence', (args, words) => {
  expect(() => readOptions(args)).toThrow(words);
});
