import type { Environment } from '../../../local/asl/expression/environment.ts';
import type { Json, JsonObject } from '../../../local/asl/json.ts';

/** What a path or an expression sees of this input, with nothing around it. */
export const see = (
  root: Json,
  { context = {}, variables = {} }: { context?: JsonObject; variables?: JsonObject } = {},
): Environment => ({
  states: { input: root, context },
  variables,
  root,
  now: Date.parse('2026-11-22T09:00:00Z'),
  random: () => 0.5,
});
