import type { LifecycleRule } from '@aws-sdk/client-s3';
import type { Store } from '../../store.ts';

/** What is known of an object besides its bytes. Times in milliseconds since 1970. */
export interface ObjectHead {
  readonly bucket: string;
  readonly key: string;
  readonly bytes: number;
  /** In quotes, as S3 writes it. */
  readonly etag: string;
  readonly modifiedAt: number;
  readonly contentType?: string | undefined;
  readonly crc32?: string | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

export interface Bucket {
  readonly name: string;
  readonly createdAt: number;
  readonly lifecycle?: readonly LifecycleRule[] | undefined;
}

/** Buckets and their objects in the state file. */
export class BucketStore {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
    store.db.exec(`
      CREATE TABLE IF NOT EXISTS s3_bucket (name TEXT PRIMARY KEY, bucket TEXT) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS s3_object (
        bucket TEXT, key TEXT, head TEXT, body BLOB, PRIMARY KEY (bucket, key)
      );`);
  }

  bucket(name: string): Bucket | undefined {
    const row = this.#store.sql('SELECT bucket FROM s3_bucket WHERE name = ?').get(name);
    return row && JSON.parse(String(row.bucket));
  }

  /** By name. */
  buckets(): Bucket[] {
    const rows = this.#store.sql('SELECT bucket FROM s3_bucket ORDER BY name').all();
    return rows.map((row) => JSON.parse(String(row.bucket)));
  }

  putBucket(bucket: Bucket): void {
    this.#store
      .sql('INSERT OR REPLACE INTO s3_bucket VALUES (?, ?)')
      .run(bucket.name, JSON.stringify(bucket));
  }

  deleteBucket(name: string): void {
    this.#store.sql('DELETE FROM s3_bucket WHERE name = ?').run(name);
  }

  put(head: ObjectHead, body: Uint8Array): void {
    this.#store
      .sql('INSERT OR REPLACE INTO s3_object VALUES (?, ?, ?, ?)')
      .run(head.bucket, head.key, JSON.stringify(head), body);
  }

  head(bucket: string, key: string): ObjectHead | undefined {
    const row = this.#store.sql('SELECT head FROM s3_object WHERE bucket = ? AND key = ?').get(bucket, key);
    return row && JSON.parse(String(row.head));
  }

  body(bucket: string, key: string): Uint8Array {
    const row = this.#store.sql('SELECT body FROM s3_object WHERE bucket = ? AND key = ?').get(bucket, key);
    return row?.body instanceof Uint8Array ? row.body : new Uint8Array();
  }

  delete(bucket: string, key: string): void {
    this.#store.sql('DELETE FROM s3_object WHERE bucket = ? AND key = ?').run(bucket, key);
  }

  /** In the order of their keys' bytes, those behind `after`. */
  heads(bucket: string, after = '', most = -1): ObjectHead[] {
    const rows = this.#store
      .sql('SELECT head FROM s3_object WHERE bucket = ? AND key > ? ORDER BY key LIMIT ?')
      .all(bucket, after, most);
    return rows.map((row) => JSON.parse(String(row.head)));
  }
}
