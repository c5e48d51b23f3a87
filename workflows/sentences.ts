import type * as z from 'zod/mini';

/** What was wrong with what, as a sentence that starts with the field's dotted path. */
export interface Complaint {
  readonly field: string;
  readonly reason: string;
}

/** A value as it may be shown in a sentence: quoted, and cut after 60 characters. */
export function quote(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
}

const articles: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
};

function nameOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return articles[typeof value] ?? typeof value;
}

const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );

/**
 * Says what a schema found, in our own words: zod/mini carries no locale, so its default messages are all
 * "Invalid input". Checks that need a better remedy give it as their `error`.
 */
function remedy(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type': {
      const expected = articles[issue.expected] ?? issue.expected;
      return value === undefined
        ? `missing; must be ${expected}`
        : `is ${nameOf(value)}; must be ${expected}`;
    }
    case 'invalid_value': {
      const known = `must be one of: ${issue.values.map(String).join(', ')}`;
      return value === undefined ? `missing; ${known}` : `unknown ${quote(value)}; ${known}`;
    }
    case 'too_small':
      return issue.origin === 'number'
        ? `is ${String(value)}; must be at least ${issue.minimum}`
        : 'is empty; must hold something';
    case 'too_big':
      return issue.origin === 'number'
        ? `is ${String(value)}; must be at most ${issue.maximum}`
        : issue.origin === 'array'
          ? `has too many; at most ${issue.maximum}`
          : `is too long; at most ${issue.maximum} characters`;
    case 'unrecognized_keys':
      return `unknown field ${issue.keys.map(quote).join(', ')}; remove it`;
    case 'invalid_key': {
      const [inner] = issue.issues;
      return inner ? `as a name: ${remedy(inner, issue.path.at(-1))}` : issue.message;
    }
    default:
      return issue.message;
  }
}

/** What schemas have no words of their own for: a wrong type, none of the known values, a field that is unknown. */
export const wordless: ReadonlySet<string> = new Set(['invalid_type', 'invalid_value', 'unrecognized_keys']);

/**
 * What a schema complains of about a value, in the schema's order.
 * @param codes the issues that are said in our words, all unless told; others keep what their schema says
 */
export const complaints = (
  { issues }: { readonly issues: readonly z.core.$ZodIssue[] },
  value: unknown,
  codes?: ReadonlySet<string>,
): readonly Complaint[] =>
  issues.map((issue) => {
    const field = issue.path.map(String).join('.');
    const ours = codes?.has(issue.code) ?? true;
    const text = ours ? remedy(issue, at(value, issue.path)) : issue.message;
    return { field, reason: field === '' ? text : `${field}: ${text}` };
  });
