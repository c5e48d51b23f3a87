import { invalid } from '../refusals.ts';
import type { KeySchema } from '../storage/key-schema.ts';

const viewTypes = ['NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY'] as const;
export type ViewType = (typeof viewTypes)[number];

/** All that is known of a stream besides shards and records, kept as JSON. */
export interface StreamState {
  /** Names the stream's own SQLite table. */
  readonly id: number;
  readonly arn: string;
  readonly label: string;
  readonly table: string;
  readonly key: KeySchema;
  readonly viewType: ViewType;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** It takes no records any more, and goes a day later. */
  readonly disabledAt?: number;
}

interface Specification {
  readonly StreamEnabled?: boolean | undefined;
  readonly StreamViewType?: string | undefined;
}

/** What a table's stream is to show; undefined when there is to be none. @throws ValidationException */
export function readSpecification({ StreamEnabled, StreamViewType }: Specification): ViewType | undefined {
  if (StreamEnabled === undefined) throw invalid('Stream StreamEnabled was null');
  if (!StreamEnabled && StreamViewType)
    throw invalid('Invalid StreamViewType: Stream StreamEnabled was false but a StreamViewType was present.');
  if (!StreamEnabled) return undefined;
  if (!StreamViewType)
    throw invalid('Invalid StreamViewType: Stream ViewType must not be null or empty when enabling streams.');
  const viewType = viewTypes.find((each) => each === StreamViewType);
  if (!viewType) throw invalid(`Invalid StreamViewType: ${StreamViewType}`);
  return viewType;
}
