import { invalid } from '../refusals.ts';

/** A place in a shard from which somebody reads on. */
export interface Place {
  readonly streamArn: string;
  readonly shardId: string;
  /** The number of the next record. */
  readonly next: number;
  /** Milliseconds since 1970: it is good for 15 minutes. */
  readonly madeAt: number;
}

const goodForMs = 15 * 60 * 1000;

/** As AWS writes iterators: the stream's ARN, a version, and what is nobody's business. */
export const iteratorText = ({ streamArn, shardId, next, madeAt }: Place): string =>
  `${streamArn}|1|${Buffer.from(`${shardId}|${next}|${madeAt}`).toString('base64')}`;

/** @throws ValidationException */
export function readIterator(text: string | undefined): Place {
  const [streamArn = '', version, inner = '', ...more] = (text ?? '').split('|');
  const [shardId = '', next, madeAt, ...rest] = Buffer.from(inner, 'base64').toString('utf8').split('|');
  const place = { streamArn, shardId, next: Number(next), madeAt: Number(madeAt) };
  const isOurs = version === '1' && more.length === 0 && rest.length === 0 && iteratorText(place) === text;
  if (!isOurs || !Number.isSafeInteger(place.next) || !Number.isSafeInteger(place.madeAt))
    throw invalid('Invalid ShardIterator');
  return place;
}

export const isExpired = ({ madeAt }: Place, now: number): boolean => now - madeAt > goodForMs;
