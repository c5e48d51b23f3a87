import { AwsError } from '../aws-error.ts';

/** Members that AWS takes and the local cloud does not, by operation; members of members as `Target.EcsParameters`. */
export interface Unsupported {
  /** What the service calls a bad request. */
  readonly error: string;
  readonly members: Readonly<Record<string, readonly string[]>>;
}

/** Refuses, by name, what would otherwise be ignored: a caller who asks for it must not believe to have got it. */
export function refuseUnsupported({ error, members }: Unsupported, operation: string, input: unknown): void {
  for (const path of members[operation] ?? []) {
    if (!isGiven(input, path.split('.'))) continue;
    throw new AwsError(error, `${operation}: the local cloud does not support ${path}.`);
  }
}

function isGiven(value: unknown, [name, ...inner]: readonly string[]): boolean {
  if (name === undefined) return value !== undefined && value !== null;
  if (Array.isArray(value)) return value.some((each) => isGiven(each, [name, ...inner]));
  if (typeof value !== 'object' || value === null) return false;
  return isGiven(Object.getOwnPropertyDescriptor(value, name)?.value, inner);
}
