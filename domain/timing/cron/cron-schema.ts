import * as z from 'zod/mini';
import { readCron } from './cron.ts';
import { isFault } from './numbers.ts';

/** What is wrong with it. */
const error = ({ input }: { readonly input?: unknown }): string => {
  const read = readCron(String(input));
  return isFault(read) ? read.fault : '';
};

/** The six fields of EventBridge Scheduler's cron, without `cron( )`: minutes, hours, day of month, month, day of week, year. */
export const cronSchema = z.string().check(
  z.maxLength(200, { abort: true }),
  z.regex(/^\S+( \S+){5}$/, { error, abort: true }),
  z.refine((text) => !isFault(readCron(text)), { error }),
);
