import { suppressionKey } from '../records.ts';
import type { Key, Table } from '../table.ts';
import { keyedHash } from './keyed-hash.ts';
import type { AddressRecord, Suppression, SuppressionCause } from './suppression.ts';

/** An address (normalised) as a channel has it. */
export interface Place {
  readonly channel: string;
  readonly address: string;
}

const keyOf = (key: string, { channel, address }: Place): Key =>
  suppressionKey(keyedHash(key, 'suppression', channel, address));

/** What is known of an address; undefined when nothing ever was. */
export type Known = (place: Place) => AddressRecord | undefined;

/** What is known of many addresses, read together, as of a moment ago. @param key the signing key */
export async function knownOf(
  table: Pick<Table, 'getMany'>,
  key: string,
  places: readonly Place[],
): Promise<Known> {
  const keys = new Map(places.map((place) => keyOf(key, place)).map((each) => [each.pk, each]));
  const found = await table.getMany<AddressRecord>([...keys.values()], { consistent: false });
  const records = new Map(found.flatMap((record) => (record ? [[record.pk, record]] : [])));
  return (place) => records.get(keyOf(key, place).pk);
}

/**
 * The addresses to which nothing may be sent any more, by a keyed hash: they count for everybody who has them or ever
 * gets them, by import or by another profile, and outlive the person's erasure without telling who it was.
 */
export class Suppressions {
  readonly #table: Pick<Table, 'get' | 'update'>;
  readonly #key: string;

  /** @param key the signing key */
  constructor(table: Pick<Table, 'get' | 'update'>, key: string) {
    this.#table = table;
    this.#key = key;
  }

  #keyOf(place: Place): Key {
    return keyOf(this.#key, place);
  }

  /** What is known of an address; undefined when nothing ever was. */
  find(place: Place): Promise<AddressRecord | undefined> {
    return this.#table.get<AddressRecord>(this.#keyOf(place));
  }

  /** Of two suppressions for one cause the later stands. Safe to repeat. */
  async suppress(place: Place, cause: SuppressionCause, suppression: Suppression): Promise<AddressRecord> {
    return this.#table.update<AddressRecord>(
      this.#keyOf(place),
      'SET #cause = :suppression, channel = :channel',
      {
        names: { '#cause': cause },
        values: { ':suppression': suppression, ':channel': place.channel },
      },
    );
  }

  /** Ends suppressions of an address. Safe to repeat. */
  async lift(place: Place, causes: readonly SuppressionCause[]): Promise<AddressRecord> {
    const names = Object.fromEntries(causes.map((cause, index) => [`#c${index}`, cause]));
    const bounces = causes.includes('softBounces') ? ', bounced' : '';
    return this.#table.update<AddressRecord>(
      this.#keyOf(place),
      `REMOVE ${Object.keys(names).join(', ')}${bounces} SET channel = :channel`,
      { names, values: { ':channel': place.channel } },
    );
  }

  /** Keeps when messages to an address bounced softly. */
  async keepBounces(place: Place, bounced: readonly string[]): Promise<void> {
    await this.#table.update(this.#keyOf(place), 'SET bounced = :bounced, channel = :channel', {
      values: { ':bounced': bounced, ':channel': place.channel },
    });
  }
}
