import { Cloud } from '../../local/cloud.ts';
import { type Progress, subjects } from './campaign.ts';

/** What was found wrong, nothing if all is well, and how fast messages went at most. */
export interface Verdict {
  readonly faults: readonly string[];
  readonly messages: number;
  readonly perSecond: number;
}

/** Over which a rate is looked at, in milliseconds: a slice of five seconds may go at once. */
const stretch = 60_000;

function mostWithin(times: readonly number[]): number {
  let most = 0;
  let from = 0;
  for (const [to, time] of times.entries()) {
    while (times[from]! <= time - stretch) from += 1;
    most = Math.max(most, to - from + 1);
  }
  return most / (stretch / 1_000);
}

/** Holds what was sent against who is meant: each once, or held out; nobody else. */
export async function judge(
  data: string,
  meant: ReadonlySet<string>,
  { people, reached, heldOut, skipped }: Progress,
): Promise<Verdict> {
  const cloud = await Cloud.open({ templateDir: 'cdk.out', data });
  const counts = new Map<string, number>();
  const bySubject = new Map<string, number>();
  const times: number[] = [];
  for (const { to, at, subject = '' } of cloud.eachMessage('to', 'at', 'subject')) {
    counts.set(to, (counts.get(to) ?? 0) + 1);
    bySubject.set(subject, (bySubject.get(subject) ?? 0) + 1);
    times.push(Date.parse(at));
  }
  await cloud.close();
  const faults: string[] = [];
  const expect = (what: string, found: number, wanted: number) => {
    if (found !== wanted) faults.push(`${what}: ${found}, not ${wanted}`);
  };
  expect('people in the segment', people, meant.size);
  expect('written to twice', [...counts.values()].filter((count) => count > 1).length, 0);
  expect('written to who are not meant', [...counts.keys()].filter((to) => !meant.has(to)).length, 0);
  expect('meant, and neither written to nor held out', meant.size - counts.size - heldOut, 0);
  expect(
    'passed over',
    Object.values(skipped).reduce((all, each) => all + each, 0),
    0,
  );
  for (const [id, subject] of Object.entries(subjects))
    expect(`messages of "${id}"`, bySubject.get(subject) ?? 0, reached[id] ?? 0);
  // Five standard deviations of a tenth.
  const share = 5 * Math.sqrt(0.09 * meant.size);
  if (Math.abs(heldOut - meant.size / 10) > share) faults.push(`held out: ${heldOut} of ${meant.size}`);
  return { faults, messages: times.length, perSecond: mostWithin(times.toSorted((a, b) => a - b)) };
}
