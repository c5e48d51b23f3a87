import type { Profile } from '../people/profile.ts';
import { memberKey } from '../records.ts';
import type { RunRecord } from '../runs/run-record.ts';
import { isConditionFailure, type Table } from '../table.ts';
import { type Desire, withheldFrom } from './desire.ts';
import type { Membership, Standing } from './membership.ts';

/** How long who is out everywhere is remembered, in seconds: longer than a run lasts, so that a consent can bring them back. */
const remembered = 400 * 86_400;

const expiry = (now: Date): number => Math.floor(now.getTime() / 1000) + remembered;

/** The records of who is wanted in which ad audience. */
export class Memberships {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  /** Read consistently; undefined when the person was never wanted in it, or has long left. */
  read(audience: string, person: string): Promise<Membership | undefined> {
    return this.#table.get<Membership>(memberKey(audience, person));
  }

  /**
   * Wants a person in an audience while a run lasts. Returns why the person is not to be in it now, undefined if they
   * are. What is withheld is wanted all the same: a consent given later brings the person in.
   */
  async want(
    { audience, topic }: { readonly audience: string; readonly topic: string },
    run: RunRecord,
    profile: Profile,
    now: Date,
  ): Promise<string | undefined> {
    const withheld = withheldFrom(profile, topic, now);
    const sets = [
      'person = :person',
      'audience = :audience',
      'topic = :topic',
      '#run = :run',
      'wanted = :wanted',
      'since = :since',
      'hops = :hops',
      '#networks = if_not_exists(#networks, :none)',
      withheld
        ? 'exposed = if_not_exists(exposed, :exposed), withheld = :withheld, expires = :expires'
        : 'exposed = :exposed',
    ];
    await this.#table.update(
      memberKey(audience, profile.id),
      `SET ${sets.join(', ')}${withheld ? '' : ' REMOVE expires, withheld'} ADD asked :one, version :one`,
      {
        names: { '#run': 'run', '#networks': 'networks' },
        values: {
          ':person': profile.id,
          ':audience': audience,
          ':topic': topic,
          ':run': run.id,
          ':wanted': true,
          ':since': now.toISOString(),
          ':hops': run.hops + 1,
          ':none': {},
          ':exposed': !withheld,
          ...(withheld && { ':withheld': withheld, ':expires': expiry(now) }),
          ':one': 1,
        },
      },
    );
    return withheld;
  }

  /** Wants a person out of an audience. Returns false when they were never wanted in it. */
  async unwant(audience: string, person: string, now: Date): Promise<boolean> {
    try {
      await this.#table.update(
        memberKey(audience, person),
        'SET wanted = :wanted, since = :since REMOVE withheld ADD asked :one, version :one',
        {
          condition: 'attribute_exists(pk)',
          values: { ':wanted': false, ':since': now.toISOString(), ':one': 1 },
        },
      );
      return true;
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      return false;
    }
  }

  /**
   * Notes that the networks are about to be asked anew, so that what they are told is known if nobody lives to write
   * down the answer. Returns undefined when the membership has changed meanwhile.
   */
  intend(membership: Membership): Promise<Membership | undefined> {
    return this.#replace(membership, { ...membership, asked: membership.asked + 1, exposed: true });
  }

  /** Writes how the person stands now. Returns undefined when the membership has changed meanwhile. */
  settle(
    membership: Membership,
    networks: Readonly<Record<string, Standing>>,
    { wanted, withheld }: Desire,
    now: Date,
  ): Promise<Membership | undefined> {
    const left = !wanted && Object.values(networks).every(({ state }) => state === 'out');
    const expires = left ? expiry(now) : undefined;
    return this.#replace(membership, { ...membership, networks, withheld, expires });
  }

  /**
   * Two have asked the networks at once, and nobody knows whom they heard last: every answer becomes a hint, and
   * whoever looks next asks anew.
   */
  async unsettle({ pk, sk }: Membership): Promise<void> {
    await this.#table.update({ pk, sk }, 'ADD asked :one, version :one', { values: { ':one': 1 } });
  }

  /** Forgets a membership as it was read. False when it has changed meanwhile. */
  async forget({ pk, sk, version }: Membership): Promise<boolean> {
    try {
      await this.#table.delete(
        { pk, sk },
        { condition: 'version = :version', values: { ':version': version } },
      );
      return true;
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      return false;
    }
  }

  async #replace(before: Membership, after: Membership): Promise<Membership | undefined> {
    const written = { ...after, version: before.version + 1 };
    try {
      await this.#table.put(written, {
        condition: 'version = :version',
        values: { ':version': before.version },
      });
      return written;
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      return undefined;
    }
  }
}
