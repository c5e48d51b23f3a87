import type { Cancel, Clock } from '../../clock.ts';
import { uuid } from '../unique-id.ts';
import { Audience } from './audience.ts';
import { Deadlines } from './deadlines.ts';
import { Deduplication } from './deduplication.ts';
import { FifoOrder } from './fifo-order.ts';
import type { Content, Message, MessageState } from './message.ts';
import type { Order } from './order.ts';
import type { QueueRow, QueueStore } from './queue-store.ts';
import { ReceiveAttempts } from './receive-attempts.ts';
import { type RedrivePolicy, redrivePolicy } from './redrive.ts';
import { StandardOrder } from './standard-order.ts';

/** Of standard and, since November 2024, FIFO queues (SQS developer guide, "Message quotas"). */
const MAX_IN_FLIGHT = 120_000;

/** What queues share: one store, one clock, one count of places, and each other for dead letters. */
export interface Queues {
  readonly store: QueueStore;
  readonly clock: Clock;
  random(): number;
  nextSeq(): number;
  /** The queue with this ARN, if there is one. */
  byArn(arn: string): Queue | undefined;
}

/** One queue: its messages in memory for speed, every change written through to the state file. */
export class Queue {
  readonly arn: string;
  readonly fifo: boolean;
  row: QueueRow;
  purgedAt: number | undefined;
  /** What `receive` handed out under an attempt's id. */
  readonly attempts: ReceiveAttempts;
  readonly #queues: Queues;
  readonly #order: Order;
  readonly #messages = new Map<string, Message>();
  readonly #deadlines: Deadlines;
  readonly #deduplication: Deduplication;
  #counts: Record<MessageState, number> = { ready: 0, delayed: 0, 'in-flight': 0, gone: 0 };
  readonly #audience: Audience;
  /** No message is older than this. */
  #oldest = Number.POSITIVE_INFINITY;
  #redrive: RedrivePolicy | undefined;

  constructor(arn: string, row: QueueRow, queues: Queues) {
    this.arn = arn;
    this.row = row;
    this.fifo = row.attributes.FifoQueue === 'true';
    this.#queues = queues;
    this.attempts = new ReceiveAttempts(queues.clock);
    this.#audience = new Audience(queues.clock);
    this.#order = this.fifo ? new FifoOrder() : new StandardOrder();
    this.#redrive = redrivePolicy(row.attributes.RedrivePolicy);
    this.#deduplication = new Deduplication(row.name, queues.store, queues.clock);
    this.#deadlines = new Deadlines(
      queues.clock,
      (message) => this.#show(message),
      () => this.#signal(),
    );
    for (const message of queues.store.messages(row.name, queues.clock.now())) this.#restore(message);
  }

  /** A numeric attribute, such as `VisibilityTimeout` in seconds. */
  number(attribute: string): number {
    return Number(this.row.attributes[attribute]);
  }

  /** By the queue's clock; zero for what is not known. */
  secondsSince(at: number | undefined): number {
    return at === undefined ? 0 : (this.#queues.clock.now() - at) / 1000;
  }

  change(row: QueueRow): void {
    this.row = row;
    this.#redrive = redrivePolicy(row.attributes.RedrivePolicy);
    this.#queues.store.putQueue(row);
  }

  /** How many messages are ready, in flight and delayed. */
  counts(): { readonly ready: number; readonly inFlight: number; readonly delayed: number } {
    this.#expire();
    return { ready: this.#counts.ready, inFlight: this.#counts['in-flight'], delayed: this.#counts.delayed };
  }

  /** Takes a message in. A FIFO queue answers a repeated one with the first one's id and place, and keeps nothing. */
  send(content: Content, delaySeconds = this.number('DelaySeconds')): { id: string; seq: number } {
    const key = this.#deduplicationKey(content);
    const first = key === undefined ? undefined : this.#deduplication.find(key);
    if (first) return { id: first.messageId, seq: first.seq };
    return this.#queues.store.transaction(() => {
      const { seq } = this.#add(content, delaySeconds);
      if (key !== undefined) this.#deduplication.add(key, content.id, seq);
      return { id: content.id, seq };
    });
  }

  /** Tells long polls and observers that messages came in; after a send or a batch of them. */
  announce(): void {
    this.#signal();
  }

  /** Up to `max` messages, now. */
  receive(max: number, visibilitySeconds: number): Message[] {
    this.#expire();
    const room = Math.min(max, MAX_IN_FLIGHT - this.#counts['in-flight']);
    if (room <= 0 || !this.#order.any) return [];
    return this.#queues.store.transaction(() => {
      const taken = this.#order.take(room, (message) => this.#refuse(message));
      for (const message of taken) this.#hand(message, visibilitySeconds);
      return taken;
    });
  }

  /** As `receive`, but waits for a first message until the clock has moved on by `waitSeconds`. */
  poll(max: number, visibilitySeconds: number, waitSeconds: number): Message[] | Promise<Message[]> {
    const taken = this.receive(max, visibilitySeconds);
    if (taken.length > 0 || waitSeconds === 0) return taken;
    return this.#audience.wait(waitSeconds * 1000, () => this.receive(max, visibilitySeconds));
  }

  get full(): boolean {
    return this.#counts['in-flight'] >= MAX_IN_FLIGHT;
  }

  find(id: string): Message | undefined {
    return this.#messages.get(id);
  }

  delete(message: Message): void {
    this.#queues.store.deleteMessage(message.seq);
    this.#remove(message);
    if (this.fifo) this.#signal();
  }

  /** Hides a message in flight for so long from now; zero shows it again at once. */
  hide(message: Message, seconds: number): void {
    message.hiddenUntil = this.#queues.clock.now() + seconds * 1000;
    this.#queues.store.updateMessage(message);
    if (seconds > 0) {
      this.#deadlines.add(message);
    } else {
      this.#show(message);
      this.#signal();
    }
  }

  purge(): void {
    this.#queues.store.transaction(() => {
      for (const message of [...this.#messages.values()]) this.#drop(message);
    });
  }

  /** Moves up to `most` ready messages elsewhere, as new messages; those without a target stay. Returns how many. */
  moveTo(target: (message: Message) => Queue | undefined, most: number): number {
    return this.#queues.store.transaction(() => {
      let moved = 0;
      for (const message of [...this.#messages.values()]) {
        if (moved === most) break;
        const to = message.state === 'ready' ? target(message) : undefined;
        if (!to) continue;
        const { deadLetterSource: _, ...content } = message.content;
        to.#add({ ...content, id: uuid(this.#queues.random), sentAt: this.#queues.clock.now() }, 0);
        this.#drop(message);
        moved += 1;
      }
      return moved;
    });
  }

  /** Calls `notify` whenever messages may be there to receive, and once now if there are. */
  observe(notify: () => void): Cancel {
    const cancel = this.#audience.observe(notify);
    if (this.#order.any) notify();
    return cancel;
  }

  /** Ends every long poll; the queue is no more. */
  close(): void {
    this.#audience.close();
    for (const message of this.#messages.values()) message.state = 'gone';
  }

  #deduplicationKey({ group, deduplicationId }: Content): string | undefined {
    if (deduplicationId === undefined) return undefined;
    const perGroup = this.row.attributes.DeduplicationScope === 'messageGroup';
    return perGroup ? `${group}\n${deduplicationId}` : deduplicationId;
  }

  #add(content: Content, delaySeconds: number, receives = 0): Message {
    const message: Message = {
      seq: this.#queues.nextSeq(),
      content,
      state: delaySeconds > 0 ? 'delayed' : 'ready',
      hiddenUntil: delaySeconds > 0 ? this.#queues.clock.now() + delaySeconds * 1000 : 0,
      receives,
      firstReceivedAt: undefined,
      receipt: undefined,
    };
    this.#queues.store.addMessage(this.row.name, message);
    this.#restore(message);
    return message;
  }

  #restore(message: Message): void {
    this.#messages.set(message.content.id, message);
    this.#counts[message.state] += 1;
    this.#oldest = Math.min(this.#oldest, message.content.sentAt);
    this.#order.add(message);
    if (message.state !== 'ready') this.#deadlines.add(message);
  }

  #hand(message: Message, visibilitySeconds: number): void {
    const now = this.#queues.clock.now();
    this.#counts.ready -= 1;
    this.#counts['in-flight'] += 1;
    message.receives += 1;
    message.firstReceivedAt ??= now;
    message.receivedAt = now;
    message.hiddenUntil = now + visibilitySeconds * 1000;
    message.receipt = Buffer.from(
      `${message.content.id} ${message.receives} ${this.#queues.random()}`,
    ).toString('base64');
    this.#queues.store.updateMessage(message);
    this.#deadlines.add(message);
  }

  /** Moves a message that was received too often to the dead letters; it keeps its id, attributes and count. */
  #refuse(message: Message): boolean {
    if (!this.#redrive || message.receives < this.#redrive.maxReceiveCount) return false;
    const target = this.#queues.byArn(this.#redrive.deadLetterTargetArn);
    if (!target) return false;
    const sentAt = target.fifo ? this.#queues.clock.now() : message.content.sentAt;
    this.#queues.store.deleteMessage(message.seq);
    this.#forget(message);
    target.#add({ ...message.content, sentAt, deadLetterSource: this.arn }, 0, message.receives);
    queueMicrotask(() => target.announce());
    return true;
  }

  #show(message: Message): void {
    const was = message.state;
    this.#counts[was] -= 1;
    this.#counts.ready += 1;
    message.state = 'ready';
    if (was === 'in-flight') this.#order.returned(message);
    else this.#order.matured(message);
  }

  #drop(message: Message): void {
    this.#queues.store.deleteMessage(message.seq);
    this.#remove(message);
  }

  #remove(message: Message): void {
    const wasInFlight = message.state === 'in-flight';
    this.#forget(message);
    this.#order.removed(message, wasInFlight);
  }

  #forget(message: Message): void {
    this.#counts[message.state] -= 1;
    message.state = 'gone';
    this.#messages.delete(message.content.id);
  }

  /** Drops what is older than the retention period; looks only when something may be. */
  #expire(): void {
    const horizon = this.#queues.clock.now() - this.number('MessageRetentionPeriod') * 1000;
    if (this.#oldest > horizon) return;
    this.#oldest = Number.POSITIVE_INFINITY;
    this.#queues.store.transaction(() => {
      for (const message of [...this.#messages.values()]) {
        if (message.content.sentAt <= horizon) this.#drop(message);
        else this.#oldest = Math.min(this.#oldest, message.content.sentAt);
      }
    });
  }

  #signal(): void {
    if (this.#order.any) this.#audience.tell(() => this.#order.any);
  }
}
