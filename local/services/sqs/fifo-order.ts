import { Line } from './line.ts';
import type { Message } from './message.ts';
import type { Order } from './order.ts';

interface Group {
  readonly name: string;
  readonly line: Line<Message>;
  inFlight: number;
  /** Whether the group waits in `#ready`. */
  queued: boolean;
}

/**
 * A FIFO queue hands out each message group in order. A group with a message in flight yields no further one until
 * that is deleted or visible again; groups take turns.
 */
export class FifoOrder implements Order {
  #groups = new Map<string, Group>();
  #ready = new Line<Group>();

  get any(): boolean {
    for (let group = this.#ready.peek(); group; group = this.#ready.peek()) {
      if (available(group)) return true;
      this.#ready.shift();
      group.queued = false;
    }
    return false;
  }

  add(message: Message): void {
    const name = message.content.group ?? '';
    let group = this.#groups.get(name);
    if (!group) {
      group = { name, line: new Line(), inFlight: 0, queued: false };
      this.#groups.set(name, group);
    }
    group.line.push(message);
    if (message.state === 'in-flight') group.inFlight += 1;
    this.#offer(group);
  }

  matured(message: Message): void {
    const group = this.#groups.get(message.content.group ?? '');
    if (group) this.#offer(group);
  }

  returned(message: Message): void {
    this.#landed(message);
  }

  removed(message: Message, wasInFlight: boolean): void {
    if (wasInFlight) this.#landed(message);
    else this.matured(message);
  }

  take(max: number, refuse: (message: Message) => boolean): Message[] {
    const taken: Message[] = [];
    while (taken.length < max) {
      const group = this.#ready.shift();
      if (!group) break;
      group.queued = false;
      if (!available(group)) continue;
      for (const message of group.line) {
        if (taken.length === max || message.state === 'delayed') break;
        if (message.state !== 'ready' || refuse(message)) continue;
        message.state = 'in-flight';
        group.inFlight += 1;
        taken.push(message);
      }
      this.#offer(group);
    }
    return taken;
  }

  #landed(message: Message): void {
    const group = this.#groups.get(message.content.group ?? '');
    if (!group) return;
    group.inFlight -= 1;
    this.#offer(group);
  }

  /** Lets the group take its turn if its first message may be handed out; forgets the group when it is empty. */
  #offer(group: Group): void {
    if (!group.queued && available(group)) {
      group.queued = true;
      this.#ready.push(group);
    } else if (!group.line.peek() && group.inFlight === 0) {
      this.#groups.delete(group.name);
    }
  }
}

function available(group: Group): boolean {
  while (group.line.peek()?.state === 'gone') group.line.shift();
  return group.inFlight === 0 && group.line.peek()?.state === 'ready';
}
