import { Refusal } from '../infra/refusal.ts';
import { findingsOf } from './findings/check.ts';
import { canSee, seenFindings } from './findings/seen.ts';
import { Studio } from './studio.ts';

/** Findings told once, however many readers get them. */
type Told = Map<string, string[]>;

/**
 * Prints what is wrong with every email for every reader. A folder in `SCREENSHOTS` gets a picture of each in both widths
 * and themes.
 * @returns whether there are errors
 */
export async function check(say: (line: string) => void): Promise<boolean> {
  try {
    return await checkAll(say);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    say(error.message);
    return true;
  }
}

async function checkAll(say: (line: string) => void): Promise<boolean> {
  const proofs = (await Studio.open()).proofs();
  const seen = canSee ? await seenFindings(proofs, process.env.SCREENSHOTS) : undefined;
  const told: Record<'error' | 'warning', Told> = { error: new Map(), warning: new Map() };
  for (const proof of proofs)
    for (const { level, sentence } of [...(await findingsOf(proof)), ...(seen?.get(proof) ?? [])]) {
      const key = `${proof.template.id}: ${sentence}`;
      told[level].set(key, [...(told[level].get(key) ?? []), proof.person]);
    }
  for (const level of ['warning', 'error'] as const)
    for (const [sentence, readers] of told[level]) say(`${level}: ${sentence} [${readers.join(', ')}]`);
  if (!canSee) say('warning: no Chromium here, so nobody looked at contrast; CHROMIUM says where it is');
  say(`${proofs.length} emails: ${told.error.size} errors, ${told.warning.size} warnings`);
  return told.error.size > 0;
}
