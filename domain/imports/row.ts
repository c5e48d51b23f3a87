import { isEventType } from '../events/call-types.ts';
import type { EventType } from '../events/recorded-event.ts';
import { Cells, type Fault, faultOf, type Values } from './cells.ts';
import { targetOf } from './headers.ts';
import { columnsBeside, type Mapping } from './mapping.ts';
import { consentsOf, eventOf } from './told.ts';

/** A call of Segment's that a row makes. */
export interface RowCall {
  /** Which of its row's calls it is. */
  readonly as: string;
  readonly type: EventType;
  readonly raw: Values;
}

export interface Row {
  readonly calls: readonly RowCall[];
  readonly faults: readonly Fault[];
  /** The column that filled a field of the calls, dotted. */
  readonly columns: ReadonlyMap<string, string>;
}

type Said = readonly [path: readonly string[], value: unknown];

/** Members by their paths, as objects in one another. Made of entries, so that no name sets a prototype. */
function nested(said: readonly Said[]): Values {
  const byFirst = Map.groupBy(said, ([[first = '']]) => first);
  return Object.fromEntries(
    [...byFirst].map(([name, members]) => {
      const deeper = members.filter(([path]) => path.length > 1);
      if (deeper.length === 0) return [name, members.at(-1)?.[1]];
      return [name, nested(deeper.map(([[, ...rest], inner]) => [rest, inner]))];
    }),
  );
}

/** Who a row's person is, as each of its calls says it, and what the row says of them. */
function personOf(cells: Cells, mapping: Mapping, beside: ReadonlySet<string>) {
  const identifiers = new Map<string, unknown>();
  const traits: Said[] = [];
  for (const [header, value] of Object.entries(cells.values)) {
    const target = targetOf(header, mapping, beside);
    const said = target && cells.read(header, value, target.type);
    if (!target || said === undefined) continue;
    const { to } = target;
    cells.columns.set(to === 'email' || to === 'phone' ? `traits.${to}` : to, header);
    const [first = '', ...path] = to.split('.');
    if (first === 'traits') traits.push([path, said]);
    else if (said !== null) identifiers.set(first, said);
    // Exported JSON has a null for whoever has no phone; a cell that is marked means it.
    else if (value !== null) cells.fault(header, 'says who the person is; an import does not take that away');
  }
  const [userId, anonymousId, email, phone] = ['userId', 'anonymousId', 'email', 'phone'].map((type) =>
    identifiers.get(type),
  );
  return { who: { userId, anonymousId, context: { traits: { email, phone } } }, traits: nested(traits) };
}

/** Reads the rows of a table, whose mapping is looked at once. */
export function rowReader(mapping: Mapping): (values: Values) => Row {
  const beside = columnsBeside(mapping);
  return (values) => {
    const cells = new Cells(values, mapping.remove);
    if (
      typeof values.identifiers === 'object' &&
      values.identifiers !== null &&
      !Object.hasOwn(mapping.columns, 'identifiers')
    )
      cells.fault(
        'identifiers',
        'is an object; rows that `people export` wrote are of the format people, not table',
      );
    const { who, traits } = personOf(cells, mapping, beside);
    const told = [...consentsOf(cells, mapping, who), ...eventOf(cells, mapping, who)];
    // Every call says who its person is: that alone needs one of its own only if there is no other.
    const saysMore = Object.keys(traits).length > 0 || told.length === 0;
    const raw = { ...who, traits: { ...traits, ...who.context.traits }, context: {} };
    const identify: readonly RowCall[] = saysMore ? [{ as: 'identify', type: 'identify', raw }] : [];
    return { calls: [...identify, ...told], faults: cells.faults, columns: cells.columns };
  };
}

/** A row that is one of Segment's calls, as its archives have them. What a clock said when it was sent long ago is left out. */
export function readSegmentCall({ type, sentAt: _, ...raw }: Values): Row {
  const columns = new Map<string, string>();
  if (isEventType(type)) return { calls: [{ as: 'call', type, raw }], faults: [], columns };
  const known = 'must be one of: track, identify, page, screen, group, alias';
  return { calls: [], faults: [faultOf('type', known)], columns };
}
