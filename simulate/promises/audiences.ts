import { createHash } from 'node:crypto';
import type { Facts, OutboundCall } from '../facts.ts';
import { type Check, textOf } from './promise.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Whether a call puts people into an audience or takes them out; undefined for other calls, and those that were refused. */
function direction({ method, url, status }: OutboundCall): 'in' | 'out' | undefined {
  if (status !== 200) return undefined;
  if (/\/users$/.test(new URL(url).pathname)) return method === 'DELETE' ? 'out' : 'in';
  if (url.endsWith(':ingest')) return 'in';
  return url.endsWith(':remove') ? 'out' : undefined;
}

/** Who is in each network's audience, by what it was told: hashes by host. */
function membersOf(
  facts: Facts,
  hashes: ReadonlyMap<string, string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const members = new Map<string, Set<string>>();
  for (const call of facts.calls) {
    const goes = direction(call);
    if (!goes) continue;
    const { host } = new URL(call.url);
    const inside = members.get(host) ?? new Set();
    members.set(host, inside);
    const named = JSON.stringify(call.body);
    for (const [hash, email] of hashes) {
      if (!named.includes(hash)) continue;
      if (goes === 'in') inside.add(email);
      else inside.delete(email);
    }
  }
  return members;
}

/** Every network has those in its audience who are wanted and may be there, and nobody else. */
export const audiencesConverge: Check = function* (facts) {
  const emails = new Map(
    facts.items
      .filter(({ pk, sk }) => pk.startsWith('ID#email#') && sk === 'ID')
      .map((item) => [textOf(item, 'person'), item.pk.slice('ID#email#'.length)]),
  );
  const hashes = new Map([...emails.values()].map((email) => [sha256(email), email]));
  const wanted = facts.items
    .filter(
      ({ pk, wanted: isWanted, withheld }) => pk.startsWith('AUDIENCE#') && isWanted === true && !withheld,
    )
    .map((item) => emails.get(textOf(item, 'person')));
  for (const [host, inside] of membersOf(facts, hashes)) {
    for (const email of inside)
      if (!wanted.includes(email))
        yield { person: email, what: `is in the audience at ${host} and should not be` };
    for (const email of wanted)
      if (email !== undefined && !inside.has(email))
        yield { person: email, what: `is wanted in the audience at ${host} and is not` };
  }
  for (const email of facts.journal.unsubscribed.keys())
    if (wanted.includes(email)) yield { person: email, what: 'unsubscribed and is wanted in an audience' };
};
