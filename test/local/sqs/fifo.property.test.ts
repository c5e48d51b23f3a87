import type { Message, ReceiveMessageCommandOutput } from '@aws-sdk/client-sqs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sqs } from '../../../local/services/sqs/sqs.ts';
import { ServicesRig } from '../services-rig.ts';

const QueueUrl = 'http://localhost:4566/123456789012/line.fifo';
const VISIBILITY_MS = 30_000;
const WINDOW_MS = 5 * 60_000;

const steps = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('send' as const),
      group: fc.constantFrom('a', 'b', 'c'),
      id: fc.integer({ min: 1, max: 12 }).map(String),
    }),
    fc.record({ kind: fc.constant('receive' as const), max: fc.integer({ min: 1, max: 10 }) }),
    fc.record({ kind: fc.constant('delete' as const), which: fc.nat() }),
    fc.record({
      kind: fc.constant('hide' as const),
      which: fc.nat(),
      seconds: fc.constantFrom(0, 10, 60),
    }),
    fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(1000, 20_000, 30_000, 290_000) }),
  ),
  { maxLength: 60, size: 'max' },
);

/** What a FIFO queue promises, told by lists. */
class Model {
  now = 0;
  readonly #messages: { readonly body: string; readonly group: string; hiddenUntil: number }[] = [];
  readonly #accepted = new Map<string, number>();

  send(group: string, id: string, body: string): void {
    const before = this.#accepted.get(id);
    if (before !== undefined && this.now - before < WINDOW_MS) return;
    this.#accepted.set(id, this.now);
    this.#messages.push({ body, group, hiddenUntil: 0 });
  }

  /** Bodies by group, in order, that may be handed out now: nothing of a group that has one in flight. */
  available(): Map<string, string[]> {
    const busy = new Set(this.#messages.filter((each) => this.#isHidden(each)).map(({ group }) => group));
    const open = this.#messages.filter(({ group }) => !busy.has(group));
    const grouped = Map.groupBy(open, ({ group }) => group);
    return new Map([...grouped].map(([group, of]) => [group, of.map(({ body }) => body)]));
  }

  hide(bodies: readonly string[], ms = VISIBILITY_MS): void {
    for (const message of this.#messages)
      if (bodies.includes(message.body)) message.hiddenUntil = this.now + ms;
  }

  inFlight(): string[] {
    return this.#messages.filter((each) => this.#isHidden(each)).map(({ body }) => body);
  }

  delete(body: string): void {
    this.#messages.splice(
      this.#messages.findIndex((each) => each.body === body),
      1,
    );
  }

  #isHidden({ hiddenUntil }: { readonly hiddenUntil: number }): boolean {
    return hiddenUntil > this.now;
  }
}

it('keeps order in each group, hands out nothing twice at once, and takes an id once in five minutes', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (taken) => {
      const rig = new ServicesRig();
      rig.add(sqs(rig.context));
      const Attributes = { FifoQueue: 'true' };
      await rig.call('sqs', 'CreateQueue', { QueueName: 'line.fifo', Attributes });
      const model = new Model();
      const handles = new Map<string, string | undefined>();
      for (const [index, step] of taken.entries()) {
        if (step.kind === 'send') {
          const MessageBody = `${step.group}${index}`;
          const ids = { MessageGroupId: step.group, MessageDeduplicationId: step.id };
          await rig.call('sqs', 'SendMessage', { QueueUrl, MessageBody, ...ids });
          model.send(step.group, step.id, MessageBody);
        } else if (step.kind === 'receive') {
          const input = { QueueUrl, MaxNumberOfMessages: step.max };
          const output = await rig.call<ReceiveMessageCommandOutput>('sqs', 'ReceiveMessage', input);
          const messages: Message[] = output.Messages ?? [];
          const bodies = messages.map(({ Body = '' }) => Body);
          const available = model.available();
          const total = [...available.values()].reduce((sum, of) => sum + of.length, 0);
          expect(bodies).toHaveLength(Math.min(step.max, total));
          for (const [group, of] of Map.groupBy(bodies, (body) => body.charAt(0)))
            expect(of).toEqual(available.get(group)?.slice(0, of.length));
          model.hide(bodies);
          for (const { Body = '', ReceiptHandle } of messages) handles.set(Body, ReceiptHandle);
        } else if (step.kind === 'wait') {
          await rig.advance(step.ms);
          model.now += step.ms;
        } else {
          const inFlight = model.inFlight();
          const body = inFlight[step.which % Math.max(1, inFlight.length)];
          if (body === undefined) continue;
          const input = { QueueUrl, ReceiptHandle: handles.get(body) };
          if (step.kind === 'delete') {
            await rig.call('sqs', 'DeleteMessage', input);
            model.delete(body);
          } else {
            const { seconds: VisibilityTimeout } = step;
            await rig.call('sqs', 'ChangeMessageVisibility', { ...input, VisibilityTimeout });
            model.hide([body], VisibilityTimeout * 1000);
          }
        }
      }
    }),
    { numRuns: 150 },
  );
});
