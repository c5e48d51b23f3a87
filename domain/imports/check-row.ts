import { consentGiven } from '../../workflows/events/consent-given.ts';
import { type Call, normalise } from '../events/normalise.ts';
import type { Refusal } from '../events/refusal.ts';
import { type Fault, faultOf } from './cells.ts';
import type { Row, RowCall } from './row.ts';
import { missingProof } from './told.ts';

/** A row that may be taken, with the calls that it makes; or all that was found wrong with it. */
export type CheckedRow =
  | { readonly ok: true; readonly calls: readonly Call[] }
  | { readonly ok: false; readonly faults: readonly Fault[] };

type Members = Readonly<Record<string, unknown>>;

const membersOf = (value: unknown): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};

/** A consent with when it was given, as its call says or else its time; other calls as they are. */
function withItsTime({ type, raw }: RowCall): Members {
  if (type !== 'track' || raw.event !== consentGiven.name) return raw;
  const properties = membersOf(raw.properties);
  return { ...raw, properties: { ...properties, givenAt: properties.givenAt ?? raw.timestamp ?? undefined } };
}

/** Imports tell of consents that nobody here has seen given: without their proof they are none. */
function unproven({ type, name, properties }: Call, now: Date): Fault | undefined {
  if (type !== 'track' || name !== consentGiven.name) return undefined;
  const missing = ['source', 'givenAt'].find((member) => !properties[member]);
  if (missing !== undefined) return faultOf(`properties.${missing}`, missingProof);
  return Date.parse(String(properties.givenAt)) > now.getTime()
    ? faultOf('properties.givenAt', 'lies ahead; a consent counts from when it was given')
    : undefined;
}

/** What a call was refused for, told of the column that it came from. */
function told({ field, reason }: Pick<Refusal, 'field' | 'reason'>, { columns }: Row): Fault {
  const place = field.replace(/^context\./, '');
  const column = columns.get(place) ?? columns.get(`properties.${place}`);
  return column === undefined
    ? { field, reason }
    : { field: column, reason: `${column}${reason.slice(field.length)}` };
}

/**
 * Checks all that a row says, as ingest checks a server's calls.
 * @param messageId for a row's call that brings none of its own: the same for the same call, however often it comes
 */
export function checkRow(row: Row, messageId: (as: string) => string, now: Date): CheckedRow {
  if (row.faults.length > 0) return { ok: false, faults: row.faults };
  const calls: Call[] = [];
  const faults: Fault[] = [];
  for (const each of row.calls) {
    const call = normalise(each.type, withItsTime(each), {
      source: 'server',
      receivedAt: now,
      newMessageId: () => messageId(each.as),
    });
    const fault = call.ok ? unproven(call, now) : call;
    if (fault) faults.push(told(fault, row));
    else if (call.ok) calls.push(call);
  }
  // A row's calls name the same person, so that what is wrong with that is found in each.
  const distinct = new Map(faults.map((fault) => [fault.reason, fault]));
  return distinct.size > 0 ? { ok: false, faults: [...distinct.values()] } : { ok: true, calls };
}
