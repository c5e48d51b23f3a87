import { done, refusedAnswer } from '../common-verdict.ts';
import type { Answer, Verdict } from '../network.ts';

// Names and numbers as in TikTok's own SDK: tiktok/tiktok-business-api-sdk, tiktok_business/tiktok_code.py.

const ok = 0;

/** Some rows were taken and nobody says which. */
const partlyOk = 20001;

/** Expired, missing and wrong access tokens. */
const token: ReadonlySet<number> = new Set([40102, 40104, 40105]);

/** Too many requests (by second, and by a longer measure), and a conflict of writes; from 50000 on it is TikTok's trouble. */
const passing: ReadonlySet<number> = new Set([40100, 40132, 40202]);
const ofTheirs = 50000;

/** What the app or the token may not do, and advertisers that are gone or not ours: the owner can put that right. */
const forOwner: ReadonlySet<number> = new Set([
  40001, 40113, 40117, 40118, 40125, 40130, 40300, 40301, 40302,
]);

const codeOf = ({ body }: Answer): number => (typeof body.code === 'number' ? body.code : ok);

/** Whether the token was refused. */
export const isTokenCode = (answer: Answer): boolean => answer.status === 401 || token.has(codeOf(answer));

/** TikTok says 200 to everything; its code tells what is meant. */
export function codeVerdict(answer: Answer): Verdict {
  const code = codeOf(answer);
  const reason = `tiktok ${code}`;
  if (code === ok) return answer.status < 300 ? done : refusedAnswer(answer);
  if (code === partlyOk) return { kind: 'accepted', reason: `partial: ${reason}` };
  if (passing.has(code) || code >= ofTheirs) return { kind: 'later', reason };
  return { kind: 'refused', reason, ...(forOwner.has(code) && { again: true }) };
}
