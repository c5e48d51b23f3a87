import { hash } from 'node:crypto';
import type { SQLOutputValue } from 'node:sqlite';
import type { Item } from '../values/attribute-value.ts';
import { readItemText } from '../values/item-text.ts';
import { sequenceText } from './sequence-number.ts';
import type { StreamState } from './stream-state.ts';

/** What became of one item, as `GetRecords` tells it. */
export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly eventVersion: '1.1';
  readonly eventSource: 'aws:dynamodb';
  readonly awsRegion: string;
  readonly dynamodb: {
    /** In whole seconds. */
    readonly ApproximateCreationDateTime: Date;
    readonly Keys: Item;
    readonly NewImage?: Item;
    readonly OldImage?: Item;
    readonly SequenceNumber: string;
    readonly SizeBytes: number;
    readonly StreamViewType: string;
  };
  /** Who did it, when it was DynamoDB itself at the end of an item's time to live. */
  readonly userIdentity?: { readonly PrincipalId: string; readonly Type: string };
}

type Row = Readonly<Record<string, SQLOutputValue>>;

/** Defines a member that is made when somebody looks: most images are read by nobody. */
export function lazily(object: object, name: string, make: () => unknown): void {
  let made: unknown;
  Object.defineProperty(object, name, {
    enumerable: true,
    get() {
      made ??= make();
      return made;
    },
  });
}

/** Reads a record's row. */
export function recordOf(row: Row, { arn, viewType }: StreamState, awsRegion: string): StreamRecord {
  const number = Number(row.seq);
  const change = {
    ApproximateCreationDateTime: new Date(Math.floor(Number(row.at) / 1000) * 1000),
    Keys: readItemText(String(row.keys)),
    SequenceNumber: sequenceText(number),
    SizeBytes: Number(row.size),
    StreamViewType: viewType,
  };
  const { new_image: after, old_image: before } = row;
  if (after !== null) lazily(change, 'NewImage', () => readItemText(String(after)));
  if (before !== null) lazily(change, 'OldImage', () => readItemText(String(before)));
  return {
    eventID: hash('md5', `${arn} ${number}`, 'hex'),
    eventName: eventNames[Number(row.name)] ?? 'MODIFY',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion,
    dynamodb: change,
    ...(row.by_service === 1 && {
      userIdentity: { PrincipalId: 'dynamodb.amazonaws.com', Type: 'Service' },
    }),
  };
}

/** Kept as their places in this list. */
export const eventNames = ['INSERT', 'MODIFY', 'REMOVE'] as const;
