import * as z from 'zod/mini';
import { identifierTypes } from '../../../events/recorded-event.ts';
import { defineKind } from '../kind.ts';
import { lasting, type View } from '../question.ts';
import { valueInWords } from '../words.ts';

/** `{"has": "email"}`: an identifier of the type is known. */
export const has = defineKind(z.strictObject({ has: z.enum(identifierTypes) }), ({ has: type }) => {
  const latest = ({ person }: View): string | undefined => person.profile.identifiers[type]?.at(-1);
  return {
    says: `known by ${type}`,
    leaves: [],
    reads: { identifiers: [type] },
    ask: (view) => lasting(latest(view) !== undefined),
    found: (view) => valueInWords(latest(view)),
  };
});
