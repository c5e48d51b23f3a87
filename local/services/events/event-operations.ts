import type {
  PutEventsCommandInput,
  PutEventsRequestEntry,
  TestEventPatternCommandInput,
} from '@aws-sdk/client-eventbridge';
import { AwsError } from '../../aws-error.ts';
import type { ServiceContext } from '../../service.ts';
import { type Operation, operation } from '../operation.ts';
import { uuid } from '../unique-id.ts';
import type { Bus } from './bus.ts';
import { busArn, busName } from './bus-operations.ts';
import { invalidPattern } from './errors.ts';
import { compilePattern } from './pattern.ts';

/** An event that an AWS service itself puts on the default bus; `detail` is a value. */
interface AwsEvent {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: unknown;
  readonly resources?: readonly string[];
  readonly time?: Date;
}

const MOST_BYTES = 1_048_576;

/** Putting events; `PutAwsEvent` is how other services of the local cloud put theirs, which `PutEvents` refuses. */
export function eventOperations(bus: Bus, context: ServiceContext): Record<string, Operation> {
  const put = (entry: PutEventsRequestEntry): object => {
    const refusal = refusalOf(entry);
    if (refusal) return refusal;
    const { Source = '', DetailType = '', Detail = '{}', Resources = [], Time } = entry;
    const event = {
      source: Source,
      'detail-type': DetailType,
      detail: JSON.parse(Detail),
      resources: Resources,
    };
    context.usage.eventbridgeEvents += 1;
    // AWS takes an event for a bus that is not there, and nobody hears of it.
    const heard = busName(entry.EventBusName) === 'default';
    return { EventId: heard ? bus.put(event, Time) : uuid(context.random) };
  };

  return {
    PutEvents: operation<PutEventsCommandInput>(
      (input) =>
        [...new Set(input.Entries?.map((entry) => busName(entry.EventBusName)))].map((name) => ({
          action: 'events:PutEvents',
          resource: busArn(name, context),
          conditions: {
            'events:source': input.Entries?.map((entry) => entry.Source ?? '') ?? [],
            'events:detail-type': input.Entries?.map((entry) => entry.DetailType ?? '') ?? [],
          },
        })),
      (input) => {
        const entries = input.Entries ?? [];
        const bytes = entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
        if (entries.length === 0 || entries.length > 10)
          throw new AwsError(
            'ValidationException',
            "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length between 1 and 10",
          );
        if (bytes > MOST_BYTES)
          throw new AwsError(
            'ValidationException',
            'Total size of the entries in the request is over the limit.',
          );
        const Entries = context.store.transaction(() => entries.map(put));
        return { FailedEntryCount: Entries.filter((each) => 'ErrorCode' in each).length, Entries };
      },
    ),
    PutAwsEvent: operation<AwsEvent>(
      () => [],
      ({ time, resources = [], ...event }) => ({
        EventId: context.store.transaction(() => bus.put({ ...event, resources }, time)),
      }),
    ),
    TestEventPattern: operation<TestEventPatternCommandInput>(
      () => [{ action: 'events:TestEventPattern', resource: '*' }],
      (input) => {
        try {
          return {
            Result: compilePattern(JSON.parse(input.EventPattern ?? ''))(JSON.parse(input.Event ?? '')),
          };
        } catch (error) {
          throw invalidPattern(error);
        }
      },
    ),
  };
}

/** Bytes of an entry, as the EventBridge user guide counts them ("Calculating PutEvents event entry size"). */
const sizeOf = ({ Time, Source = '', DetailType = '', Detail = '', Resources = [] }: PutEventsRequestEntry) =>
  (Time ? 14 : 0) + Buffer.byteLength([Source, DetailType, Detail, ...Resources].join(''));

/** What is wrong with one entry; the others are taken. */
function refusalOf(entry: PutEventsRequestEntry): { ErrorCode: string; ErrorMessage: string } | undefined {
  const refused = (ErrorMessage: string, ErrorCode = 'InvalidArgument') => ({ ErrorCode, ErrorMessage });
  if (!entry.Source) return refused('Parameter Source is not valid. Reason: Source is a required argument.');
  if (entry.Source.startsWith('aws.'))
    return refused('Not authorized to put events with a source of AWS.', 'NotAuthorizedForSourceException');
  if (!entry.DetailType)
    return refused('Parameter DetailType is not valid. Reason: DetailType is a required argument.');
  if (entry.Detail === undefined)
    return refused('Parameter Detail is not valid. Reason: Detail is a required argument.');
  try {
    const detail: unknown = JSON.parse(entry.Detail);
    if (typeof detail === 'object' && detail !== null && !Array.isArray(detail)) return undefined;
  } catch {
    return refused('Detail is malformed.', 'MalformedDetail');
  }
  return refused('Detail is malformed.', 'MalformedDetail');
}
