import type { RawCall } from './call-schema.ts';
import type { EventType } from './recorded-event.ts';

type Properties = Readonly<Record<string, unknown>>;

/** What a type of call becomes on the timeline. */
interface CallRule {
  /** Fields without which it says nothing. */
  readonly required: readonly ('event' | 'groupId' | 'previousId' | 'userId')[];
  readonly name: (call: RawCall) => string;
  readonly properties: (call: RawCall) => Properties;
}

const given = (members: Properties): Properties =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined && value !== null));

const viewed = ({ name, category, properties }: RawCall): Properties => ({
  ...properties,
  ...given({ name, category }),
});

/** One rule for each of Segment's calls. A group's traits are the group's, so they stay with the event. */
export const callTypes: Readonly<Record<EventType, CallRule>> = {
  track: {
    required: ['event'],
    name: (call) => call.event ?? '',
    properties: (call) => call.properties ?? {},
  },
  identify: { required: [], name: () => 'Identified', properties: () => ({}) },
  page: { required: [], name: () => 'Page Viewed', properties: viewed },
  screen: { required: [], name: () => 'Screen Viewed', properties: viewed },
  group: {
    required: ['groupId'],
    name: () => 'Group Joined',
    properties: ({ groupId, traits }) => given({ groupId, traits }),
  },
  alias: {
    required: ['userId', 'previousId'],
    name: () => 'Alias Added',
    properties: ({ previousId }) => given({ previousId }),
  },
};

export const isEventType = (type: unknown): type is EventType =>
  typeof type === 'string' && Object.hasOwn(callTypes, type);
