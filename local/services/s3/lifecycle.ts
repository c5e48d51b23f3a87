import type { LifecycleRule } from '@aws-sdk/client-s3';
import type { Cancel } from '../../clock.ts';
import type { ServiceContext } from '../../service.ts';
import type { Bucket, BucketStore, ObjectHead } from './bucket-store.ts';

const DAY_MS = 86_400_000;

interface Expiry {
  readonly at: number;
  readonly rule: string;
}

/** The first midnight in UTC when so many days are over, as S3 rounds them. */
const expiresAt = ({ modifiedAt }: ObjectHead, days: number): number =>
  Math.ceil((modifiedAt + days * DAY_MS) / DAY_MS) * DAY_MS;

const prefixOf = ({ Filter }: LifecycleRule): string => Filter?.Prefix ?? Filter?.And?.Prefix ?? '';

/** When a bucket's rules end an object, if they do: the earliest counts. */
export function expiryOf({ lifecycle = [] }: Bucket, head: ObjectHead): Expiry | undefined {
  return lifecycle
    .filter((rule) => rule.Status === 'Enabled' && head.key.startsWith(prefixOf(rule)))
    .flatMap(({ ID = '', Expiration }) =>
      Expiration?.Days === undefined ? [] : [{ at: expiresAt(head, Expiration.Days), rule: ID }],
    )
    .sort((a, b) => a.at - b.at)[0];
}

/** Deletes objects when their bucket's rules say so: at the very midnight, where AWS takes up to some days. */
export class Lifecycle {
  readonly #context: ServiceContext;
  readonly #buckets: BucketStore;
  #next: { readonly at: number; readonly cancel: Cancel } | undefined;

  constructor(context: ServiceContext, buckets: BucketStore) {
    this.#context = context;
    this.#buckets = buckets;
    this.plan();
  }

  /** Looks at everything again, as after a change of rules. */
  plan(): void {
    const all = this.#all();
    if (all.length > 0) this.expect(Math.min(...all.map(({ at }) => at)));
  }

  /** Looks at objects at `at` if nothing is planned before. */
  expect(at: number): void {
    if (this.#next && this.#next.at <= at) return;
    this.#next?.cancel();
    this.#next = { at, cancel: this.#context.clock.at(at, () => this.#fire()) };
  }

  #all(): readonly (ObjectHead & { readonly at: number })[] {
    return this.#buckets.buckets().flatMap((bucket) =>
      this.#buckets.heads(bucket.name).flatMap((head) => {
        const expiry = expiryOf(bucket, head);
        return expiry ? [{ ...head, at: expiry.at }] : [];
      }),
    );
  }

  #fire(): void {
    this.#next = undefined;
    const now = this.#context.clock.now();
    this.#context.store.transaction(() => {
      for (const { bucket, key, at } of this.#all()) if (at <= now) this.#buckets.delete(bucket, key);
    });
    this.plan();
  }
}
