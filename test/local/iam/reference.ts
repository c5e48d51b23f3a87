import type { StatementDocument } from '../../../local/iam/policy.ts';

/**
 * IAM's evaluation for one role, written as plainly as its guide tells it and with none of the local cloud's parts: no
 * expressions compiled, nothing kept. Knows what the generated policies have.
 */
export interface ReferencePolicies {
  readonly identity: readonly StatementDocument[];
  readonly boundary?: readonly StatementDocument[] | undefined;
}

export interface ReferenceRequest {
  readonly action: string;
  readonly resource: string;
  readonly values: Readonly<Record<string, readonly string[]>>;
}

const several = (value: string | readonly string[] | undefined): readonly string[] =>
  typeof value === 'string' ? [value] : (value ?? []);

/** Letter by letter: `*` stands for any letters, none included, and `?` for one. */
function like(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  if (pattern[0] === '*')
    return like(pattern.slice(1), text) || (text !== '' && like(pattern, text.slice(1)));
  return (
    text !== '' && (pattern[0] === '?' || pattern[0] === text[0]) && like(pattern.slice(1), text.slice(1))
  );
}

const holdsFor: Readonly<Record<string, (wanted: string, actual: string) => boolean>> = {
  StringEquals: (wanted, actual) => wanted === actual,
  StringLike: like,
  NumericLessThan: (wanted, actual) => Number(actual) < Number(wanted),
};

function conditionHolds(operator: string, wanted: readonly string[], actual: readonly string[] | undefined) {
  const [, set = '', base = '', ifExists = ''] =
    /^(ForAllValues:|ForAnyValue:)?(.*?)(IfExists)?$/.exec(operator) ?? [];
  if (base === 'Null') return wanted[0] === (actual === undefined ? 'true' : 'false');
  const negative = base === 'StringNotEquals';
  const one = holdsFor[negative ? 'StringEquals' : base]!;
  if (actual === undefined)
    return set === 'ForAllValues:' || ifExists !== '' || (negative && set !== 'ForAnyValue:');
  const each = actual.map((value) => wanted.some((some) => one(some, value)) !== negative);
  return set === 'ForAnyValue:' || (set === '' && !negative) ? each.includes(true) : !each.includes(false);
}

function speaks(statement: StatementDocument, { action, resource, values }: ReferenceRequest): boolean {
  const isAction = (pattern: string): boolean => like(pattern.toLowerCase(), action.toLowerCase());
  const isResource = (pattern: string): boolean => like(pattern, resource);
  if (statement.Action !== undefined && !several(statement.Action).some(isAction)) return false;
  if (statement.NotAction !== undefined && several(statement.NotAction).some(isAction)) return false;
  if (statement.Resource !== undefined && !several(statement.Resource).some(isResource)) return false;
  if (statement.NotResource !== undefined && several(statement.NotResource).some(isResource)) return false;
  for (const [operator, keys] of Object.entries(statement.Condition ?? {}))
    for (const [key, wanted] of Object.entries(keys))
      if (!conditionHolds(operator, several(wanted as string | string[]), values[key])) return false;
  return true;
}

export function isAllowed({ identity, boundary }: ReferencePolicies, request: ReferenceRequest): boolean {
  const speaking = (statements: readonly StatementDocument[], effect: string): boolean =>
    statements.some((statement) => statement.Effect === effect && speaks(statement, request));
  if (speaking(identity, 'Deny') || speaking(boundary ?? [], 'Deny')) return false;
  return speaking(identity, 'Allow') && (boundary === undefined || speaking(boundary, 'Allow'));
}
