import type { Json, JsonObject } from '../json.ts';

/** What an expression can see: `$states`, the variables, the time and chance. */
export interface Environment {
  /** `input` and `context`; after a task its `result`, in a Catch `errorOutput` (`{Error, Cause}`). */
  readonly states: JsonObject;
  /** Variables of this scope and, where not hidden, of the scopes around it. */
  readonly variables: Readonly<Record<string, Json>>;
  /** Milliseconds since 1970, for `$millis` and `$now`. */
  readonly now: number;
  /** In [0, 1), for `$random` and `$uuid`. */
  random(): number;
}
