import { Logger } from '@aws-lambda-powertools/logger';
import type { FunctionSpec } from './spec.ts';

/** Structured log lines with ids of people, runs and steps, never addresses or names. */
export type Log = Pick<Logger, 'info' | 'warn' | 'error'>;

/** A function's logger: JSON lines, level by POWERTOOLS_LOG_LEVEL (INFO unless set). */
export const logger = (spec: FunctionSpec): Log => new Logger({ serviceName: spec.name });
