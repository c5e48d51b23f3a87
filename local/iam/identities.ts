import { createHash } from 'node:crypto';
import type { Caller } from '../service.ts';

/** Gives each role an access key, by which its calls are known on the wire, and a name for refusals. */
export class Identities {
  readonly #roles = new Map<string, string>();
  readonly #sessions = new Map<string, string>();

  /** The access key id that stands for a role: `ASIA` and 16 characters. */
  accessKeyId(roleArn: string): string {
    const id = `ASIA${createHash('sha256').update(roleArn).digest('hex').slice(0, 16).toUpperCase()}`;
    this.#roles.set(id, roleArn);
    return id;
  }

  /** Whose session a role's calls are: the function's name. */
  nameSession(roleArn: string, session: string): void {
    this.#sessions.set(roleArn, session);
  }

  /** Any key that was not given to a role is the laptop's owner's. */
  callerOf(accessKeyId: string | undefined): Caller {
    const roleArn = accessKeyId === undefined ? undefined : this.#roles.get(accessKeyId);
    return roleArn === undefined ? {} : { roleArn };
  }

  /** `arn:aws:sts::123456789012:assumed-role/<role>/<session>`. */
  principalOf(roleArn: string): string {
    const [, , , , account, path = ''] = roleArn.split(':');
    const role = path.slice(path.lastIndexOf('/') + 1);
    return `arn:aws:sts::${account}:assumed-role/${role}/${this.#sessions.get(roleArn) ?? 'local'}`;
  }
}
