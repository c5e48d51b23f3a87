import { WordCheck } from './check-words.ts';
import { parseCondition } from './parse-condition.ts';
import { parseUpdate } from './parse-update.ts';
import { Reader } from './reader.ts';
import type { Condition, ExpressionKind, Path, Update } from './syntax.ts';

/** Functions write the same few expressions for ever; one that puts values into the text does not fill the memory. */
const kept = 1_000;

/** Parses and checks the words of an expression once for each text. */
function remembered<K extends ExpressionKind, T>(parse: (reader: Reader, check: WordCheck) => T) {
  const known = new Map<string, T>();
  return (kind: K, text: string): T => {
    const key = kind + text;
    const found = known.get(key);
    if (found !== undefined) return found;
    const reader = new Reader(kind, text);
    const parsed = parse(reader, new WordCheck(reader));
    if (known.size >= kept) known.clear();
    known.set(key, parsed);
    return parsed;
  };
}

type ConditionKind = 'ConditionExpression' | 'FilterExpression' | 'KeyConditionExpression';

/** @throws ValidationException */
export const conditionOf = remembered<ConditionKind, Condition>((reader, check) => {
  const condition = parseCondition(reader);
  check.condition(condition);
  return condition;
});

/** @throws ValidationException */
export const updateOf = remembered<'UpdateExpression', Update>((reader, check) => {
  const update = parseUpdate(reader);
  check.update(update);
  return update;
});

/** @throws ValidationException */
export const projectionOf = remembered<'ProjectionExpression', readonly Path[]>((reader, check) => {
  const paths = reader.commaSeparated(() => reader.path());
  reader.end();
  for (const path of paths) check.path(path);
  return paths;
});
