import { expect, it } from 'vitest';
import type { Service } from '../../local/service.ts';
import { localServices, type ServicesOf } from '../../local/services.ts';
import { play } from '../../simulate/play.ts';

type Call = Service['call'];

/** The local cloud's services, with the calls of one of them led through `meddle`. */
const meddled =
  (id: string, meddle: (call: Call) => Call): ServicesOf =>
  (context, parts) =>
    localServices(context, parts).map((service) =>
      service.id === id ? { ...service, call: meddle(service.call.bind(service)) } : service,
    );

/** Every mail is sent once more. */
const sendsTwice = meddled('sesv2', (call) => async (operation, input, caller) => {
  if (operation === 'SendEmail') await call(operation, input, caller);
  return call(operation, input, caller);
});

interface Batch {
  readonly QueueUrl: string;
  readonly Entries: readonly { readonly Id: string; readonly MessageBody: string }[];
}

/** A queue takes claims and forgets them. */
const losesClaims = meddled('sqs', (call) => (operation, input, caller) => {
  const { Entries = [] } = input as Partial<Batch>;
  const claims =
    operation === 'SendMessageBatch' &&
    Entries.some(({ MessageBody }) => MessageBody.includes('Offer Claimed'));
  return claims
    ? { Successful: Entries.map(({ Id }) => ({ Id, MessageId: Id, MD5OfMessageBody: '' })), Failed: [] }
    : call(operation, input, caller);
});

/** Who unsubscribes is told that it was done, and it is written down nowhere. */
const forgetsWithdrawals = meddled('dynamodb', (call) => (operation, input, caller) => {
  if (!/^(Put|Update|Transact)/.test(operation)) return call(operation, input, caller);
  const text = JSON.stringify(input)
    .replaceAll('unsubscribedAt', 'forgottenAt')
    .replaceAll('"withdrawn"', '"given"');
  return call(operation, JSON.parse(text), caller);
});

/** Executions that are to begin never do. */
const startsNothing = meddled(
  'sfn',
  (call) => (operation, input, caller) =>
    operation === 'StartExecution'
      ? { executionArn: 'arn:none', startDate: new Date(0) }
      : call(operation, input, caller),
);

/** What reports count of bookings is told to have been written, and was not. */
const forgetsCounts = meddled('dynamodb', (call) => (operation, input, caller) => {
  const text = operation === 'UpdateItem' ? JSON.stringify(input) : '';
  return text.includes('REPORT#DAYS') && text.includes('booked.last') ? {} : call(operation, input, caller);
});

/** Everybody is taken to live in Tokyo, where it is day while it is night at the business. */
const mistakesZones = meddled('dynamodb', (call) => async (operation, input, caller) => {
  const answer = (await call(operation, input, caller)) as { Item?: { traits?: { M: object } } };
  const { Item } = answer;
  if (operation !== 'GetItem' || !Item?.traits) return answer;
  const traits = { M: { ...Item.traits.M, timezone: { S: 'Asia/Tokyo' } } };
  return { ...answer, Item: { ...Item, traits } };
});

/** Every text is sent once more. */
const textsTwice = meddled('pinpointsmsvoicev2', (call) => async (operation, input, caller) => {
  if (operation === 'SendTextMessage') await call(operation, input, caller);
  return call(operation, input, caller);
});

/** WhatsApp takes messages, and brings none of them. */
const swallowsWhatsApp = meddled(
  'socialmessaging',
  (call) => (operation, input, caller) =>
    operation === 'SendWhatsAppMessage' ? { messageId: 'swallowed' } : call(operation, input, caller),
);

/** A table that forgets what is to be kept under these names. */
const forgets = (...names: readonly string[]) =>
  meddled('dynamodb', (call) => (operation, input, caller) => {
    if (!/^(Put|Update|Transact)/.test(operation)) return call(operation, input, caller);
    const forgotten = names.reduce(
      (text, name) => text.replaceAll(`"${name}":`, `"${name}Forgotten":`),
      JSON.stringify(input),
    );
    return call(operation, JSON.parse(forgotten), caller);
  });

/** SNS takes what was written by text, and tells nobody. */
const losesTexts = meddled('sns', (call) => (operation, input, caller) => {
  const { Message = '' } = input as { Message?: string };
  const isText = operation === 'Publish' && Message.includes('messageBody');
  return isText ? { MessageId: 'lost' } : call(operation, input, caller);
});

it.each([
  ['a text that goes out twice', textsTwice, 'no message is sent twice, none is forgotten'],
  ['a WhatsApp message that gets lost', swallowsWhatsApp, 'no message is sent twice, none is forgotten'],
  ['a text to us that got lost', losesTexts, 'what people write is heard once'],
  ['a break that was not kept', forgets('pause'), 'a break is kept'],
  ['a mail that goes out twice', sendsTwice, 'no message is sent twice, none is forgotten'],
  ['an event that was accepted and got lost', losesClaims, 'nothing accepted is lost'],
  ['an unsubscribe that was not kept', forgetsWithdrawals, 'no marketing after an unsubscribe'],
  ['a run that never began', startsNothing, 'no run is stuck or broken'],
  ['a report that misses what happened', forgetsCounts, 'reports agree with a recount'],
  ['a clock that is not the person’s', mistakesZones, 'no marketing at night that nobody asked for'],
])(
  'the simulation notices %s',
  async (_, services, promise) => {
    const noticed = new Set<string>();
    // A seed has the trouble only if its customers come that far.
    for (let seed = 0; seed < 120 && !noticed.has(promise); seed += 4)
      for (const broken of (await play({ seed, people: 3, services })).broken) noticed.add(broken.promise);
    expect([...noticed]).toContain(promise);
  },
  180_000,
);
