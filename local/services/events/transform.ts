import type { InputTransformer, Target } from '@aws-sdk/client-eventbridge';

/** What EventBridge knows about a delivery besides the event. */
export interface Delivered {
  readonly event: unknown;
  readonly ruleArn: string;
  readonly ruleName: string;
  /** ISO 8601. */
  readonly ingestedAt: string;
}

/** What a target gets of an event, as text: all of it, a part, a constant, or a template filled from it. */
export function targetInput(target: Target, delivered: Delivered): string {
  if (target.Input !== undefined) return target.Input;
  if (target.InputPath !== undefined) return JSON.stringify(at(delivered.event, target.InputPath) ?? null);
  if (target.InputTransformer) return fill(target.InputTransformer, delivered);
  return JSON.stringify(delivered.event);
}

/** A JSONPath of members and indices: `$.detail.items[0]['a b']`. Undefined where it leads nowhere. */
function at(value: unknown, path: string): unknown {
  const keys = [...path.matchAll(/\.([^.[\]]+)|\[(\d+)\]|\['([^']*)'\]/g)].map(
    ([, a, b, c]) => a ?? b ?? c ?? '',
  );
  return keys.reduce<unknown>((current, key) => {
    if (Array.isArray(current)) return current[Number(key)];
    return typeof current === 'object' && current !== null
      ? Object.getOwnPropertyDescriptor(current, key)?.value
      : undefined;
  }, value);
}

function fill({ InputPathsMap = {}, InputTemplate = '' }: InputTransformer, delivered: Delivered): string {
  const values = new Map<string, unknown>([
    ['aws.events.rule-arn', delivered.ruleArn],
    ['aws.events.rule-name', delivered.ruleName],
    ['aws.events.event.ingestion-time', delivered.ingestedAt],
    ['aws.events.event', withoutDetail(delivered.event)],
    ['aws.events.event.json', delivered.event],
  ]);
  for (const [name, path] of Object.entries(InputPathsMap)) values.set(name, at(delivered.event, path));
  let quoted = false;
  return InputTemplate.replace(/\\.|"|<([\w.-]+)>/g, (match, name: string | undefined) => {
    if (match === '"') quoted = !quoted;
    if (name === undefined || !values.has(name)) return match;
    return written(values.get(name), quoted);
  });
}

/** Between quotes a string is put in as text; elsewhere values are JSON. Missing ones are empty. */
function written(value: unknown, quoted: boolean): string {
  if (value === undefined) return quoted ? '' : '""';
  const json = JSON.stringify(value);
  if (!quoted) return json;
  return typeof value === 'string' ? json.slice(1, -1) : JSON.stringify(json).slice(1, -1);
}

function withoutDetail(event: unknown): unknown {
  const { detail: _, ...rest } = Object(event) as Record<string, unknown>;
  return rest;
}
