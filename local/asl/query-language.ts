import type { JsonObject } from './json.ts';

/** How a state's fields refer to data. */
export type QueryLanguage = 'JSONata' | 'JSONPath';

/** A state's own word, else the machine's; without either it is JSONPath. AWS takes any other word for JSONata, and reports it. */
export const languageOf = (state: JsonObject, machine: JsonObject): QueryLanguage =>
  (state.QueryLanguage ?? machine.QueryLanguage ?? 'JSONPath') === 'JSONPath' ? 'JSONPath' : 'JSONata';
