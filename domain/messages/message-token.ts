import { personOfRun } from '../ids.ts';
import { sign, verify } from '../tokens/token.ts';

/** Which message: one visit of one step of a run. */
export interface MessageRef {
  readonly run: string;
  readonly step: string;
  readonly visit: number;
}

/** What is behind a run's id besides its person's. */
const ownPart = (run: string): string => run.slice(run.lastIndexOf('_') + 1);

/** The value of a link's `m`: says of which message it is, and holds as long as the link does. Opens nothing. */
export const messageToken = (key: string, person: string, { run, step, visit }: MessageRef): string =>
  sign(key, { p: person, u: 'message', r: ownPart(run), s: step, v: visit });

/** The person and the message of a link's `m`; undefined for one that we did not sign. */
export function messageOf(
  key: string,
  token: string,
  now: Date,
): { readonly person: string; readonly message: MessageRef } | undefined {
  const verified = verify(key, token, 'message', now);
  if (!verified.ok) return undefined;
  const { p: person, r, s: step, v: visit } = verified.claims;
  const run = `run_${person.slice('per_'.length)}_${r}`;
  if (personOfRun(run) !== person || typeof step !== 'string' || typeof visit !== 'number') return undefined;
  return { person, message: { run, step, visit } };
}
