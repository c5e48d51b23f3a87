import type { Caller } from '../service.ts';
import { listOf, type StatementDocument } from './policy.ts';

/** How a statement means a caller: by name, or as one of its whole account, to which it leaves the decision. */
export type PrincipalMatch = 'named' | 'account' | undefined;

export type PrincipalTest = (caller: Caller) => PrincipalMatch;

const accountPattern = /^(?:arn:aws:iam::)?(\d{12})(?::root)?$/;
const rolePattern = /^arn:aws:iam::\d{12}:role\/./;

/**
 * Compiles `Principal`. A caller that is neither role nor service is the account's owner.
 * @throws Error naming a principal that no caller of the local cloud can be, and `NotPrincipal`.
 */
export function compilePrincipal(
  { Principal, NotPrincipal }: StatementDocument,
  accountId: string,
): PrincipalTest {
  if (NotPrincipal !== undefined) throw new Error('the local cloud does not know NotPrincipal');
  if (Principal === undefined) throw new Error('a policy of a resource needs a Principal');
  if (Principal === '*') return () => 'named';
  const kind = Object.keys(Principal).find((each) => each !== 'AWS' && each !== 'Service');
  if (kind !== undefined) throw new Error(`the local cloud does not know principals of kind "${kind}"`);
  const principals = listOf(Principal.AWS);
  const services = listOf(Principal.Service);
  const strange = principals.find(
    (each) => each !== '*' && !accountPattern.test(each) && !rolePattern.test(each),
  );
  if (strange !== undefined) throw new Error(`the local cloud does not know the principal "${strange}"`);
  const everybody = principals.includes('*');
  const ours = principals.some((each) => accountPattern.exec(each)?.[1] === accountId);
  return ({ roleArn, service }) => {
    if (everybody) return 'named';
    if (service) return services.includes(service.principal) ? 'named' : undefined;
    if (roleArn === undefined) return ours ? 'named' : undefined;
    if (principals.includes(roleArn)) return 'named';
    return ours ? 'account' : undefined;
  };
}
