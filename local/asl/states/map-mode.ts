import { namedUuid } from '../../services/unique-id.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';

interface Processor {
  readonly source: Json;
  /** Below the state: `/ItemProcessor`. */
  readonly path: string;
}

/** The states that a Map runs for each item; `Iterator` is their old name. */
export const processorOf = ({ ItemProcessor: processor, Iterator: iterator }: JsonObject): Processor =>
  processor === undefined && iterator !== undefined
    ? { source: iterator, path: '/Iterator' }
    : { source: processor ?? null, path: '/ItemProcessor' };

/** Runs each item in an execution of its own. */
export function isDistributed(source: JsonObject): boolean {
  const { source: processor } = processorOf(source);
  const config = isObject(processor) ? processor.ProcessorConfig : undefined;
  return isObject(config) && config.Mode === 'DISTRIBUTED';
}

/**
 * What a distributed Map is called in the ARNs of its runs and of their executions: its `Label`, or one that Step
 * Functions makes up, which here depends on the state's place, so that it is the same after a restart.
 */
export function labelOf({ Label: label }: JsonObject, at: string): string {
  return typeof label === 'string' ? label : namedUuid(at);
}
