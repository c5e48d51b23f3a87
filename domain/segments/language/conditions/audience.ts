import * as z from 'zod/mini';
import { defineKind } from '../kind.ts';
import { networks } from '../memory/networks.ts';
import { lasting, type View } from '../question.ts';
import { listed } from '../words.ts';

/** `{"audience": "oil-change-retargeting"}`: in the ad audience, at one network at least. */
export const audience = defineKind(
  z.strictObject({ audience: z.string().check(z.minLength(1), z.maxLength(64)) }),
  ({ audience: id }) => {
    const leaf = networks(id);
    const known = ({ memory }: View): readonly string[] => memory[leaf.hash]?.networks ?? [];
    return {
      says: `in the ad audience ${id}`,
      leaves: [leaf],
      reads: { audiences: [id] },
      ask: (view) => lasting(known(view).length > 0),
      found: (view) => (known(view).length > 0 ? `at ${listed(known(view), 'and')}` : 'at no network'),
    };
  },
);
