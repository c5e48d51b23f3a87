import { canonicalNumber } from '../../../../local/services/dynamodb/values/number.ts';
import type { Answer, Json, JsonObject } from './client.ts';
import type { Exchange } from './pair.ts';

/** Something that DynamoDB Local does otherwise than the service, which we follow. */
export interface KnownDifference {
  /** What DynamoDB Local does. */
  readonly name: string;
  /** How it is known that the service does not. */
  readonly source: string;
  /** The tables differ from here on, because the service refuses what DynamoDB Local writes. */
  readonly diverges?: boolean;
  /** Its answer as the service would have given it; the same object where this difference does not show. */
  corrected(exchange: Exchange): Answer;
}

const reference = 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference';
const guide = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide';

const messageOf = ({ body }: Answer): string => String(body.message ?? body.Message ?? '');
const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Why our answer says that a transaction was cancelled. */
function reasonsOf({ body: { CancellationReasons: reasons } }: Answer): readonly JsonObject[] {
  return Array.isArray(reasons) ? reasons.filter(isObject) : [];
}
const wrongReasons = (answer: Answer): readonly Json[] =>
  reasonsOf(answer)
    .filter(({ Code }) => Code === 'ValidationError')
    .map(({ Message = null }) => Message);

/** The operation's answer is ours where `shows`. */
const ours =
  (shows: (exchange: Exchange) => boolean) =>
  (exchange: Exchange): Answer =>
    shows(exchange) ? exchange.ours : exchange.theirs;

/** Our figures of capacity where `shows`; the rest of the answer is theirs. */
const ourCapacity =
  (shows: (exchange: Exchange) => boolean) =>
  (exchange: Exchange): Answer => {
    const { ConsumedCapacity } = exchange.ours.body;
    const { theirs } = exchange;
    if (ConsumedCapacity === undefined || theirs.body.ConsumedCapacity === undefined || !shows(exchange))
      return theirs;
    return { ...theirs, body: { ...theirs.body, ConsumedCapacity } };
  };

const totalOf = ({ body: { ConsumedCapacity: capacity } }: Answer): number => {
  const tables = Array.isArray(capacity) ? capacity.filter(isObject) : isObject(capacity) ? [capacity] : [];
  return tables.reduce((sum, { CapacityUnits }) => sum + Number(CapacityUnits), 0);
};

/** How many keys, items or operations a batch or transaction has. */
function partsOf(input: object): number {
  const { TransactItems: items, RequestItems: tables } = Object(input);
  if (Array.isArray(items)) return items.length;
  return Object.values(Object(tables)).reduce<number>((sum, each) => {
    const list = Array.isArray(each) ? each : Object(each).Keys;
    return sum + (Array.isArray(list) ? list.length : 0);
  }, 0);
}

const rewritten = (answer: Answer, text: string): Answer => ({
  ...answer,
  body: { ...answer.body, ...('Message' in answer.body ? { Message: text } : { message: text }) },
});

/** All numbers of an answer as the service writes them. */
export function canonical(value: Json): Json {
  if (Array.isArray(value)) return value.map(canonical);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      if (name === 'N' && typeof member === 'string') return [name, canonicalNumber(member)];
      if (name === 'NS' && Array.isArray(member))
        return [name, member.map((each) => canonicalNumber(String(each)))];
      return [name, canonical(member)];
    }),
  );
}

const theirAccount = 'arn:aws:dynamodb:ddblocal:000000000000:';
const ourAccount = 'arn:aws:dynamodb:us-east-1:123456789012:';
const never = ['LastDecreaseDateTime', 'LastIncreaseDateTime'];

/** A description of a table with our ARNs, and our times where both have one. */
function inOurAccount(value: Json, own: Json | undefined): Json {
  if (typeof value === 'string') return value.replace(theirAccount, ourAccount);
  if (Array.isArray(value)) return value.map((each) => inOurAccount(each, undefined));
  if (!isObject(value)) return value;
  const members = isObject(own) ? own : {};
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, each]) => !(never.includes(name) && each === 0))
      .map(([name, each]) => {
        const ownMember = members[name];
        const isTime = name.endsWith('DateTime') && typeof ownMember === 'number';
        return [name, isTime ? ownMember : inOurAccount(each, ownMember)];
      }),
  );
}

export const knownDifferences: readonly KnownDifference[] = [
  {
    name: 'keeps numbers as they were written',
    source: `"Leading and trailing zeroes are trimmed": ${guide}/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Number`,
    corrected({ theirs }) {
      const body = Object.fromEntries(
        Object.entries(theirs.body).map(([name, each]) => [name, canonical(each)]),
      );
      const text = messageOf(theirs);
      const shown = text.replace(/\{N:([^}]*)\}/g, (_, number: string) => `{N:${canonicalNumber(number)}}`);
      return shown === text ? { ...theirs, body } : rewritten({ ...theirs, body }, shown);
    },
  },
  {
    name: 'names a path as overlapping that does not',
    source: 'its message contradicts itself; of two paths that overlap among two it names both',
    corrected({ theirs, ours }) {
      const [before] = messageOf(theirs).split('path two:');
      const same = before !== messageOf(theirs) && messageOf(ours).split('path two:')[0] === before;
      return same ? rewritten(theirs, messageOf(ours)) : theirs;
    },
  },
  {
    name: 'lists the types of an operand in an order of its own',
    source: 'the order is that of a Java hash set of enumerations, which differs from process to process',
    corrected({ theirs, ours }) {
      const sorted = (answer: Answer) =>
        messageOf(answer).replace(/operand type: \{(.*)\}/, (_, list: string) =>
          list.split(',').sort().join(),
        );
      return messageOf(theirs) !== messageOf(ours) && sorted(theirs) === sorted(ours)
        ? rewritten(theirs, messageOf(ours))
        : theirs;
    },
  },
  {
    name: 'shows the bytes of a bound as a Java object',
    source: 'the text is that of java.nio.HeapByteBuffer',
    corrected({ theirs, ours }) {
      const hidden = (text: string) => text.replace(/\{B:[^}]*\}/g, '{B}');
      return messageOf(theirs).includes('HeapByteBuffer') &&
        hidden(messageOf(theirs)) === hidden(messageOf(ours))
        ? rewritten(theirs, messageOf(ours))
        : theirs;
    },
  },
  {
    name: 'counts nothing for reading what is not there',
    source: `a read of an item that does not exist consumes a minimum read: ${guide}/read-write-operations.html`,
    corrected: ourCapacity(
      (exchange) =>
        ['Query', 'Scan', 'BatchGetItem'].includes(exchange.request.operation) &&
        totalOf(exchange.theirs) < totalOf(exchange.ours),
    ),
  },
  {
    name: 'counts a transaction as dear as it is not, mostly twice',
    source: `"one to prepare the transaction and one to commit": ${guide}/transaction-apis.html#transaction-capacity-handling`,
    corrected: ourCapacity(
      (exchange) =>
        exchange.request.operation === 'TransactWriteItems' &&
        totalOf(exchange.theirs) !== totalOf(exchange.ours),
    ),
  },
  {
    name: 'counts a write of an index whose keys the item has only in part',
    source: `an item without all keys is not in the index, and not writing it costs nothing: ${guide}/GSI.html#GSI.ThroughputConsiderations.Writes`,
    corrected: ourCapacity(({ request, theirs, ours }) => {
      const text = JSON.stringify(request.input);
      const isWrite = /Put|Update|Write/.test(request.operation);
      return isWrite && totalOf(theirs) > totalOf(ours) && /"g":/.test(text) !== /"h":/.test(text);
    }),
  },
  {
    name: 'counts fetches from the table by rule of thumb when it reads a local index',
    source: `only what the index lacks is fetched, item by item: ${guide}/LSI.html#LSI.ThroughputConsiderations.Reads`,
    corrected: ourCapacity(
      ({ request, theirs, ours }) =>
        ['Query', 'Scan'].includes(request.operation) &&
        Object(request.input).IndexName === 'near' &&
        totalOf(theirs) !== totalOf(ours),
    ),
  },
  {
    name: 'lets ADD put a number where an index key must be a string',
    source: 'it refuses SET of the same number',
    diverges: true,
    corrected: ours(({ theirs, ours }) => {
      const text = 'The update expression attempted to update the secondary index key to unsupported type';
      return theirs.status === 200 && (messageOf(ours) === text || wrongReasons(ours).includes(text));
    }),
  },
  {
    name: 'counts a delete of nothing in a batch twice',
    source: `a write of up to 1 KB is one unit, as its own DeleteItem of nothing: ${guide}/read-write-operations.html`,
    corrected: ourCapacity(
      ({ request, theirs, ours }) =>
        request.operation === 'BatchWriteItem' &&
        JSON.stringify(request.input).includes('"DeleteRequest"') &&
        totalOf(theirs) > totalOf(ours),
    ),
  },
  {
    name: 'tells what DeleteItem consumed to those who did not ask',
    source: `NONE, the default: "No ConsumedCapacity details are included": ${reference}/API_DeleteItem.html`,
    corrected(exchange) {
      const { request, theirs } = exchange;
      const { ConsumedCapacity, ...body } = theirs.body;
      const asked = ['TOTAL', 'INDEXES'].includes(String(Object(request.input).ReturnConsumedCapacity));
      return request.operation === 'DeleteItem' && !asked && ConsumedCapacity ? { ...theirs, body } : theirs;
    },
  },
  {
    name: 'refuses a whole transaction for an update that does not fit its item, or stops listing reasons there',
    source: `such errors are reasons with the code ValidationError, one reason for each item: ${reference}/API_TransactWriteItems.html#API_TransactWriteItems_Errors`,
    corrected: ours(({ request, theirs, ours }) => {
      const reasons = wrongReasons(ours);
      if (request.operation !== 'TransactWriteItems' || reasons.length === 0) return false;
      const told = wrongReasons(theirs);
      return told.length > 0
        ? reasonsOf(theirs).length < reasonsOf(ours).length && reasons.includes(told[0] ?? null)
        : reasons.includes(messageOf(theirs));
    }),
  },
  {
    name: 'notices only after all conditions that a transaction names an item twice',
    source: `it is a ValidationException of the request: ${reference}/API_TransactWriteItems.html`,
    corrected: ours(
      ({ theirs, ours }) =>
        theirs.status === 400 &&
        messageOf(ours) === 'Transaction request cannot include multiple operations on one item',
    ),
  },
  {
    name: 'lets a ConditionCheck look into key attributes',
    source: 'it refuses the same condition on a Put, Update or Delete',
    corrected: ours(
      ({ request, ours }) =>
        messageOf(ours).startsWith('Key attributes must be scalars') &&
        JSON.stringify(request.input).includes('"ConditionCheck"'),
    ),
  },
  {
    name: 'says nothing about a token used for another transaction',
    source: `the words are the API reference's: ${reference}/API_TransactWriteItems.html#API_TransactWriteItems_Errors`,
    corrected({ theirs, ours }) {
      const isMismatch = String(theirs.body.__type).endsWith('IdempotentParameterMismatchException');
      return isMismatch && messageOf(theirs) === '' ? rewritten(theirs, messageOf(ours)) : theirs;
    },
  },
  {
    name: 'gives no reasons when it cancels TransactGetItems',
    source: `TransactionCanceledException has CancellationReasons: ${reference}/API_TransactGetItems.html#API_TransactGetItems_Errors`,
    corrected: ours(
      ({ request, theirs, ours }) =>
        request.operation === 'TransactGetItems' &&
        String(theirs.body.__type).endsWith('TransactionCanceledException') &&
        wrongReasons(ours).includes(messageOf(theirs)),
    ),
  },
  {
    name: 'takes an index key that an update made too long',
    source: `"The update expression attempted to update the secondary index key beyond allowed size limits" is a reason: ${reference}/API_TransactWriteItems.html#API_TransactWriteItems_Errors`,
    diverges: true,
    corrected: ours(({ theirs, ours }) => {
      const text =
        'The update expression attempted to update the secondary index key beyond allowed size limits';
      return theirs.status === 200 && (messageOf(ours) === text || wrongReasons(ours).includes(text));
    }),
  },
  {
    name: 'takes a number written in two ways for two keys of a batch',
    source: 'keeps numbers as they were written, above; both are the same item to it when they come alone',
    corrected: ours(
      ({ request, theirs, ours }) =>
        request.operation === 'BatchGetItem' &&
        theirs.status === 200 &&
        messageOf(ours) === 'Provided list of item keys contains duplicates',
    ),
  },
  {
    name: 'filters a scan of a global index by attributes that the index does not carry',
    source: `"you can only request attributes that are projected into the index": ${guide}/GSI.html#GSI.Scanning`,
    corrected: ours(
      ({ request, theirs, ours }) =>
        request.operation === 'Scan' &&
        Object(request.input).IndexName === 'some' &&
        'FilterExpression' in request.input &&
        theirs.status === 200 &&
        ours.status === 200 &&
        theirs.body.Count !== ours.body.Count,
    ),
  },
  {
    name: 'has a Region, an account and a clock of its own, and throughput changed in 1970',
    source: 'it says ddblocal and 000000000000; the service leaves out times of changes that were not',
    corrected({ theirs, ours }) {
      const body = Object.fromEntries(
        Object.entries(theirs.body).map(([name, each]) => [name, inOurAccount(each, ours.body[name])]),
      );
      return { ...theirs, body };
    },
  },
  {
    name: 'says of a table that it deletes that it is active',
    source: `after DeleteTable "the specified table is in the DELETING state": ${reference}/API_DeleteTable.html`,
    corrected({ request, theirs, ours }) {
      const { TableDescription } = theirs.body;
      const own = ours.body.TableDescription;
      if (request.operation !== 'DeleteTable' || !isObject(TableDescription) || !isObject(own)) return theirs;
      const { TableStatus = null } = own;
      return { ...theirs, body: { ...theirs.body, TableDescription: { ...TableDescription, TableStatus } } };
    },
  },
  {
    name: 'finds another fault first in an update of which several clauses do not fit the item',
    source: 'the order is that of no documented rule; an update with one fault is compared',
    corrected: ours(({ theirs, ours }) => {
      const misfits = [
        'The document path provided in the update expression is invalid for update',
        'The provided expression refers to an attribute that does not exist in the item',
        'An operand in the update expression has an incorrect data type',
      ];
      const own = [messageOf(ours), ...wrongReasons(ours).map(String)].find((each) => misfits.includes(each));
      return own !== undefined && own !== messageOf(theirs) && misfits.includes(messageOf(theirs));
    }),
  },
  {
    name: 'finds another fault first in a request of several parts that has more than one',
    source:
      'the order is not documented; each fault alone, and all those of a request of one part, are compared',
    corrected: ours(({ request, theirs, ours }) => {
      const several = /^(Batch|Transact)/.test(request.operation) && partsOf(request.input) > 1;
      const differ = messageOf(theirs) !== messageOf(ours);
      return several && differ && theirs.status === 400 && ours.status === 400;
    }),
  },
];

/** An exchange after all known differences have been taken out of their answer, and those that showed. */
export function settled(exchange: Exchange): {
  readonly exchange: Exchange;
  readonly shown: readonly KnownDifference[];
} {
  const shown: KnownDifference[] = [];
  let current = exchange;
  for (const difference of knownDifferences) {
    const theirs = difference.corrected(current);
    if (JSON.stringify(theirs) === JSON.stringify(current.theirs)) continue;
    shown.push(difference);
    current = { ...current, theirs };
  }
  return { exchange: current, shown };
}
