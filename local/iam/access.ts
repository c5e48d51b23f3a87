import type { Permission } from '../service.ts';
import type { ValuesOf } from './conditions.ts';
import { listOf, type Policy } from './policy.ts';
import { compileStatement, type Statement } from './statement.ts';

/** One statement of a role's policies and what it decided since the start. */
export interface StatementUse {
  readonly policy: string;
  /** Place in the policy's list of statements. */
  readonly index: number;
  readonly sid?: string | undefined;
  readonly role: string;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Calls that it decided, by `action on resource`. */
  readonly decided: ReadonlyMap<string, number>;
}

export type Decision = 'allowed' | 'no allow' | 'explicit deny';

interface Rule {
  readonly statement: Statement;
  readonly use: StatementUse & { readonly decided: Map<string, number> };
}

/** The statements that speak of one action on one resource for one role. */
interface Candidates {
  /** `action on resource`. */
  readonly question: string;
  readonly denies: readonly Rule[];
  readonly allows: readonly Rule[];
}

/** Questions kept for one role. */
const cacheSize = 2_000;

/** Decides what roles may do, by the policies attached to them, as IAM does: an explicit deny wins, no allow refuses. */
export class Access {
  readonly #rules = new Map<string, Rule[]>();
  /** By role, then by what is asked. */
  readonly #cache = new Map<string, Map<string, Candidates>>();

  /** @throws Error naming the policy and statement that is not understood. */
  constructor(policies: readonly Policy[]) {
    for (const policy of policies) for (const role of policy.roleArns) this.#attach(policy, role);
  }

  decide(roleArn: string, permission: Permission): Decision {
    const { action, resource } = permission;
    const { denies, allows, question } = this.#candidates(roleArn, action, resource);
    const valuesOf: ValuesOf = (key) => offered(roleArn, permission, key);
    const speaks = ({ statement }: Rule): boolean =>
      statement.unconditional || statement.holds(resource, valuesOf);
    const denied = denies.find(speaks);
    const decisive = denied ?? allows.find(speaks);
    if (!decisive) return 'no allow';
    const { decided } = decisive.use;
    decided.set(question, (decided.get(question) ?? 0) + 1);
    return denied ? 'explicit deny' : 'allowed';
  }

  /** Every statement of every role, with what it decided: a grant that decided nothing was not needed. */
  coverage(): readonly StatementUse[] {
    return [...this.#rules.values()].flat().map(({ use }) => use);
  }

  #attach(policy: Policy, role: string) {
    const rules = this.#rules.get(role) ?? [];
    this.#rules.set(role, rules);
    for (const [index, document] of listOf(policy.document.Statement).entries()) {
      try {
        const statement = compileStatement(document);
        const { effect, sid, actions, resources } = statement;
        rules.push({
          statement,
          use: { policy: policy.id, index, sid, role, effect, actions, resources, decided: new Map() },
        });
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(`policy ${policy.id}, statement ${index + 1}: ${reason}`, { cause: error });
      }
    }
  }

  #candidates(roleArn: string, action: string, resource: string): Candidates {
    const question = `${action} on ${resource}`;
    let known = this.#cache.get(roleArn);
    if (!known || known.size >= cacheSize) {
      known = new Map();
      this.#cache.set(roleArn, known);
    }
    const cached = known.get(question);
    if (cached) return cached;
    const rules = (this.#rules.get(roleArn) ?? []).filter(
      ({ statement }) => statement.matchesAction(action) && statement.matchesResource(resource) !== false,
    );
    const candidates = {
      question,
      denies: rules.filter(({ statement }) => statement.effect === 'Deny'),
      allows: rules.filter(({ statement }) => statement.effect === 'Allow'),
    };
    known.set(question, candidates);
    return candidates;
  }
}

/** Calls reach the local cloud over the machine itself, which counts as secure transport. */
function offered(roleArn: string, { conditions }: Permission, key: string): readonly string[] | undefined {
  const lower = key.toLowerCase();
  if (lower === 'aws:securetransport') return ['true'];
  if (lower === 'aws:principalarn') return [roleArn];
  if (!conditions) return undefined;
  const found = Object.keys(conditions).find((each) => each.toLowerCase() === lower);
  return found === undefined ? undefined : listOf<string>(conditions[found]);
}
