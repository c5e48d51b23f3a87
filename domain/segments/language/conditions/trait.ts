import * as z from 'zod/mini';
import { property } from '../../../../workflows/filter.ts';
import { defineKind } from '../kind.ts';
import { changing, lasting } from '../question.ts';
import { isDated, momentsOf, passesTrait, traitTestInWords, traitTestSchema } from '../trait-test.ts';
import { valueInWords } from '../words.ts';
import { path } from './path.ts';

/** `{"trait": "address.city", "is": "Lisbon"}`, `{"trait": "birthday", "is": {"anniversaryInNext": {"days": 7}}}` */
export const trait = defineKind(z.strictObject({ trait: path, is: traitTestSchema }), (condition) => {
  const { trait: wanted, is: test } = condition;
  const clocked = isDated(test);
  return {
    says: `${wanted} ${traitTestInWords(test)}`,
    leaves: [],
    reads: { traits: [wanted.split('.')[0] ?? ''], zone: clocked },
    ask({ person, at }) {
      const value = property(person.profile.traits, wanted);
      const passesAt = (moment: number): boolean => passesTrait(value, test, moment, person.zone);
      return clocked
        ? changing(passesAt, at, momentsOf(value, test, at, person.zone))
        : lasting(passesAt(at));
    },
    found: ({ person }) => valueInWords(property(person.profile.traits, wanted)),
  };
});
