import { createHash } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
import type { Caller } from '../service.ts';

/** Keys of sessions are told by it from an owner's own temporary keys. */
const keyPrefix = 'ASIALOCAL';

/** 20 characters, as AWS's. */
const keyId = (of: string): string =>
  `${keyPrefix}${createHash('sha256').update(of).digest('hex').slice(0, 11).toUpperCase()}`;

/** Gives each role an access key, by which its calls are known on the wire, and a name for refusals. */
export class Identities {
  readonly #callers = new Map<string, { readonly caller: Caller; readonly expiresAt: number }>();
  readonly #sessions = new Map<string, string>();
  readonly #accountId: string;

  constructor(accountId: string) {
    this.#accountId = accountId;
  }

  /** The access key id that stands for a function's role as long as the process runs. */
  accessKeyId(roleArn: string): string {
    const id = keyId(roleArn);
    this.#callers.set(id, { caller: { roleArn }, expiresAt: Number.POSITIVE_INFINITY });
    return id;
  }

  /** The access key id of a session that somebody opened over STS. @param expiresAt milliseconds since 1970 */
  openSession(roleArn: string, session: string, expiresAt: number): string {
    const id = keyId(`${roleArn}/${session}/${expiresAt}`);
    this.#callers.set(id, { caller: { roleArn, session }, expiresAt });
    return id;
  }

  /** Whose session a role's calls are: the function's name. */
  nameSession(roleArn: string, session: string): void {
    this.#sessions.set(roleArn, session);
  }

  /**
   * Whose key it is. Any that was not given out here is the account's owner's.
   * @throws AwsError for the key of a session that is over, or was opened before the last start.
   */
  callerOf(accessKeyId: string, now: number): Caller {
    const found = this.#callers.get(accessKeyId);
    if (found && now < found.expiresAt) return found.caller;
    if (found)
      throw new AwsError(
        'ExpiredTokenException',
        'The security token included in the request is expired',
        403,
      );
    if (!accessKeyId.startsWith(keyPrefix)) return {};
    throw new AwsError(
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
      403,
    );
  }

  /** As refusals name a caller: `arn:aws:sts::123456789012:assumed-role/<role>/<session>`, or the service's name. */
  principalOf({ roleArn, session, service }: Caller): string {
    if (service) return service.principal;
    if (roleArn === undefined) return `arn:aws:iam::${this.#accountId}:root`;
    const account = roleArn.split(':')[4];
    const role = roleArn.slice(roleArn.lastIndexOf('/') + 1);
    const name = session ?? this.#sessions.get(roleArn) ?? 'local';
    return `arn:aws:sts::${account}:assumed-role/${role}/${name}`;
  }
}
