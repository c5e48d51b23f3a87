import { expect, it } from 'vitest';
import { eachAtMost, lanes } from '../../../functions/ingest/lanes.ts';

const call = (id: string, identifiers: Record<string, string>) => ({ id, identifiers });

it('keeps calls that share an identifier, directly or through others, in one lane and in order', () => {
  const calls = [
    call('a', { anonymousId: '1' }),
    call('b', { email: 'x@y.zz' }),
    call('c', { userId: '1' }),
    call('d', { anonymousId: '1', email: 'x@y.zz' }),
    call('e', { email: 'x@y.zz' }),
  ];
  expect(lanes(calls).map((lane) => lane.map(({ id }) => id))).toEqual([['a', 'b', 'd', 'e'], ['c']]);
});

it('works on no more at once than it was told', async () => {
  let open = 0;
  let most = 0;
  await eachAtMost(3, [1, 2, 3, 4, 5, 6, 7], async () => {
    open += 1;
    most = Math.max(most, open);
    await Promise.resolve();
    open -= 1;
  });
  expect(most).toBe(3);
});

it('tells the first error', async () => {
  await expect(eachAtMost(2, [1, 2, 3], (n) => Promise.reject(new Error(`${n}`)))).rejects.toThrow('1');
});
