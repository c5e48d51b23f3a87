import * as z from 'zod/mini';
import { balanceAt } from '../../../rewards/lots.ts';
import { defineKind } from '../kind.ts';
import { numberTestInWords, numberTestSchema, passesNumber } from '../number-test.ts';
import { changing, type View } from '../question.ts';
import { plural } from '../words.ts';

const balance = ({ person }: View, at: number): number =>
  balanceAt(person.profile.points, new Date(at).toISOString());

/** `{"points": {"gte": 300}}`: what can be spent at that moment. */
export const points = defineKind(z.strictObject({ points: numberTestSchema }), ({ points: test }) => ({
  says: `points are ${numberTestInWords(test)}`,
  leaves: [],
  reads: { points: true },
  ask: (view) =>
    changing(
      (at) => passesNumber(balance(view, at), test),
      view.at,
      (view.person.profile.points ?? []).flatMap(({ expiresAt }) =>
        expiresAt === undefined ? [] : [Date.parse(expiresAt)],
      ),
    ),
  found: (view) => plural(balance(view, view.at), 'point'),
}));
