import type { StreamRecord } from '../../dynamodb/streams/record.ts';
import { lazily } from '../../dynamodb/streams/record.ts';

/** A record of a table's stream as Lambda hands it to a function in `Records`. */
export interface EventRecord extends Omit<StreamRecord, 'dynamodb' | 'userIdentity'> {
  readonly dynamodb: Omit<StreamRecord['dynamodb'], 'ApproximateCreationDateTime'> & {
    /** Seconds since 1970. */
    readonly ApproximateCreationDateTime: number;
  };
  readonly userIdentity?: { readonly type: string; readonly principalId: string };
  readonly eventSourceARN: string;
}

/** Images stay unread until somebody looks. */
export function eventRecordOf(record: StreamRecord, eventSourceARN: string): EventRecord {
  const { dynamodb, userIdentity, ...rest } = record;
  const { ApproximateCreationDateTime, Keys, SequenceNumber, SizeBytes, StreamViewType } = dynamodb;
  const change = {
    ApproximateCreationDateTime: ApproximateCreationDateTime.getTime() / 1000,
    Keys,
    SequenceNumber,
    SizeBytes,
    StreamViewType,
  };
  if ('NewImage' in dynamodb) lazily(change, 'NewImage', () => dynamodb.NewImage);
  if ('OldImage' in dynamodb) lazily(change, 'OldImage', () => dynamodb.OldImage);
  return {
    ...rest,
    dynamodb: change,
    ...(userIdentity && {
      userIdentity: { type: userIdentity.Type, principalId: userIdentity.PrincipalId },
    }),
    eventSourceARN,
  };
}
