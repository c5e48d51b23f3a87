import { AwsError } from '../aws-error.ts';
import type { Caller, Permission, Service } from '../service.ts';
import { refuseUnsupported, type Unsupported } from './unsupported.ts';

/** One operation of a service: what AWS checks before it runs, and what it does. */
export interface Operation {
  readonly permissions: (input: unknown) => readonly Permission[];
  readonly run: (input: unknown, caller: Caller) => unknown;
}

/**
 * Ties an operation to the SDK's type of its input. The wire has shaped the input by the SDK's own model, and an
 * in-process caller by its compiler; members that AWS requires are checked by the operations that read them.
 */
export const operation = <I>(
  permissions: (input: I) => readonly Permission[],
  run: (input: I, caller: Caller) => unknown,
): Operation => ({
  permissions: (input) => permissions((input ?? {}) as I),
  run: (input, caller) => run((input ?? {}) as I, caller),
});

/** A service made of its operations, named as in the SDK. Members that it does not support are refused by name. */
export function serviceOf(
  id: string,
  operations: Readonly<Record<string, Operation>>,
  unsupported?: Unsupported,
): Service {
  const known = new Map(Object.entries(operations));
  const find = (name: string) => {
    const found = known.get(name);
    if (!found)
      throw new AwsError('UnknownOperationException', `${id}: the local cloud does not know ${name}`);
    return found;
  };
  return {
    id,
    permissions: (name, input) => find(name).permissions(input),
    call(name, input, caller) {
      const { run } = find(name);
      if (unsupported) refuseUnsupported(unsupported, name, input);
      return run(input, caller);
    },
  };
}
