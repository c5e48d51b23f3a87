import type { Store } from '../../store.ts';

export interface Topic {
  readonly arn: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface Subscription {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: string;
  readonly endpoint: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Topics and subscriptions in the state file. */
export class TopicStore {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
    store.db.exec(`
      CREATE TABLE IF NOT EXISTS sns_topic (arn TEXT PRIMARY KEY, topic TEXT) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS sns_subscription (arn TEXT PRIMARY KEY, topic_arn TEXT, subscription TEXT) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS sns_subscription_topic ON sns_subscription (topic_arn);`);
  }

  topic(arn: string): Topic | undefined {
    const row = this.#store.sql('SELECT topic FROM sns_topic WHERE arn = ?').get(arn);
    return row && JSON.parse(String(row.topic));
  }

  topics(): Topic[] {
    return this.#store
      .sql('SELECT topic FROM sns_topic ORDER BY arn')
      .all()
      .map((row) => JSON.parse(String(row.topic)));
  }

  putTopic(topic: Topic): void {
    this.#store.sql('INSERT OR REPLACE INTO sns_topic VALUES (?, ?)').run(topic.arn, JSON.stringify(topic));
  }

  /** With its subscriptions. */
  deleteTopic(arn: string): void {
    this.#store.transaction(() => {
      this.#store.sql('DELETE FROM sns_topic WHERE arn = ?').run(arn);
      this.#store.sql('DELETE FROM sns_subscription WHERE topic_arn = ?').run(arn);
    });
  }

  subscription(arn: string): Subscription | undefined {
    const row = this.#store.sql('SELECT subscription FROM sns_subscription WHERE arn = ?').get(arn);
    return row && JSON.parse(String(row.subscription));
  }

  /** Of one topic, or all. */
  subscriptions(topicArn?: string): Subscription[] {
    return this.#store
      .sql('SELECT subscription FROM sns_subscription WHERE ?1 IS NULL OR topic_arn = ?1 ORDER BY arn')
      .all(topicArn ?? null)
      .map((row) => JSON.parse(String(row.subscription)));
  }

  putSubscription(subscription: Subscription): void {
    this.#store
      .sql('INSERT OR REPLACE INTO sns_subscription VALUES (?, ?, ?)')
      .run(subscription.arn, subscription.topicArn, JSON.stringify(subscription));
  }

  deleteSubscription(arn: string): void {
    this.#store.sql('DELETE FROM sns_subscription WHERE arn = ?').run(arn);
  }
}
