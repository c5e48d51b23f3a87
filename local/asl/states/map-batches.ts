import type { Environment } from '../expression/environment.ts';
import { compileTemplate } from '../expression/template.ts';
import { dataLimitExceeded } from '../failure.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { compilePayload } from '../jsonpath/payload.ts';
import { payloadBytes } from '../limits.ts';
import { andThen, type MaybePromise } from '../maybe-promise.ts';
import type { QueryLanguage } from '../query-language.ts';
import type { ChildInput } from '../run/map-run.ts';
import { maxInputBytesPerBatch, maxItemsPerBatch } from './map-fields.ts';

interface Limits {
  readonly items: number;
  readonly bytes: number;
  /** Constant input of every batch, JSON. */
  readonly batchInput: string | undefined;
}

export type InputsOf = (
  environment: Environment,
  items: readonly Json[],
) => MaybePromise<readonly ChildInput[]>;

/** The inputs of a Map run's executions: items one by one, or as `ItemBatcher` puts them together. @throws StateFailure */
export function compileInputs({ ItemBatcher: batcher }: JsonObject, language: QueryLanguage): InputsOf {
  if (!isObject(batcher)) return (_environment, items) => items.map(single);
  const items = maxItemsPerBatch.compile(batcher, language);
  const bytes = maxInputBytesPerBatch.compile(batcher, language);
  const input = compileBatchInput(batcher.BatchInput, language);
  return (environment, list) =>
    andThen(items?.(environment), (mostItems = Number.POSITIVE_INFINITY) =>
      andThen(bytes?.(environment), (mostBytes = payloadBytes) =>
        andThen(input?.evaluate(environment), (value) =>
          batches(list, {
            items: mostItems,
            bytes: mostBytes,
            batchInput: value === undefined ? undefined : JSON.stringify(value),
          }),
        ),
      ),
    );
}

function compileBatchInput(written: Json | undefined, language: QueryLanguage) {
  if (written === undefined) return undefined;
  return language === 'JSONata'
    ? compileTemplate(written, 'ItemBatcher/BatchInput')
    : compilePayload(written);
}

function single(item: Json, index: number): ChildInput {
  const text = JSON.stringify(item);
  const size = Buffer.byteLength(text);
  if (size > payloadBytes) throw tooLarge(index, size, payloadBytes);
  return { text, items: 1 };
}

/** A batch ends before the item that would make it too long or too large. */
function batches(list: readonly Json[], limits: Limits): readonly ChildInput[] {
  const head =
    limits.batchInput === undefined ? '{"Items":[' : `{"BatchInput":${limits.batchInput},"Items":[`;
  const frame = Buffer.byteLength(head) + ']}'.length;
  const inputs: ChildInput[] = [];
  let batch: string[] = [];
  let size = frame;
  const close = () => {
    if (batch.length > 0) inputs.push({ text: `${head}${batch.join(',')}]}`, items: batch.length });
    batch = [];
    size = frame;
  };
  for (const [index, item] of list.entries()) {
    const text = JSON.stringify(item);
    const bytes = Buffer.byteLength(text);
    if (frame + bytes > limits.bytes) throw tooLarge(index, frame + bytes, limits.bytes);
    if (batch.length >= limits.items || size + bytes + ','.length > limits.bytes) close();
    size += bytes + (batch.length > 0 ? ','.length : 0);
    batch.push(text);
  }
  close();
  return inputs;
}

const tooLarge = (index: number, size: number, limit: number) =>
  dataLimitExceeded(
    `The input of the child workflow execution for the item at index ${index} has ${size} bytes, more than the limit of ${limit}.`,
  );
