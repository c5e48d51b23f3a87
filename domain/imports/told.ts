import { consentGiven } from '../../workflows/events/consent-given.ts';
import type { Cells, Values } from './cells.ts';
import type { Mapping } from './mapping.ts';
import type { RowCall } from './row.ts';

export const missingProof = 'missing; a consent counts only with where and when it was given';

/** The consents that a row tells of. @param who whom its calls are about */
export const consentsOf = (cells: Cells, { consents }: Mapping, who: Values): readonly RowCall[] =>
  consents.flatMap(({ channel, topic, given, ...proof }, index) => {
    const place = `consents.${index}`;
    const givenAt = cells.from(proof.at, `${place}.at`, 'instant');
    const source = cells.from(proof.source, `${place}.source`, 'text');
    const wording = cells.from(proof.wording, `${place}.wording`, 'text');
    const agreed = given
      ? cells.from(given, `${place}.given`, 'boolean') === true
      : typeof givenAt === 'string';
    if (!agreed) return [];
    if (typeof givenAt !== 'string') cells.fault(`${place}.at`, missingProof);
    if (typeof source !== 'string') cells.fault(`${place}.source`, missingProof);
    const properties = { channel, topic, source, givenAt, ...(typeof wording === 'string' && { wording }) };
    const raw = { ...who, event: consentGiven.name, timestamp: givenAt, properties };
    return [{ as: `consent-${index}`, type: 'track', raw }];
  });

/** The event that a row tells of, if it names one. @param who whom its calls are about */
export function eventOf(cells: Cells, { event }: Mapping, who: Values): readonly RowCall[] {
  if (!event) return [];
  const name = cells.from(event.name, 'event', 'text');
  if (typeof name !== 'string') return [];
  const properties = Object.entries(event.properties).flatMap(([member, origin]) => {
    const value = 'column' in origin ? cells.from(origin, `properties.${member}`, origin.type) : origin.value;
    return value === undefined || value === null ? [] : [[member, value] as const];
  });
  const timestamp = cells.from(event.timestamp, 'timestamp', 'instant');
  const raw = { ...who, event: name, timestamp, properties: Object.fromEntries(properties) };
  return [{ as: 'event', type: 'track', raw }];
}
