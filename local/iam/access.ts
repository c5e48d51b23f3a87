import type { Caller, Permission } from '../service.ts';
import { type Surroundings, valuesOf } from './condition-keys.ts';
import { type Attachment, listOf, type Policy } from './policy.ts';
import { compileStatement, type Statement } from './statement.ts';

/** One statement of a policy, for one of those it is attached to, and what it decided since the start. */
export interface StatementUse {
  readonly policy: string;
  /** Place in the policy's list of statements. */
  readonly index: number;
  readonly sid?: string | undefined;
  readonly attachment: Attachment;
  /** ARN of the role or the resource. */
  readonly holder: string;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Calls that it decided, by `action on resource`. */
  readonly decided: ReadonlyMap<string, number>;
}

/** A refusal says whose policy refuses, and whether by a deny or for want of an allow. */
export type Decision =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly by: Attachment; readonly explicit: boolean };

interface Rule {
  readonly statement: Statement;
  readonly use: StatementUse & { readonly decided: Map<string, number> };
}

/** The statements that speak of one action on one resource for one caller. */
interface Candidates {
  /** `action on resource`. */
  readonly question: string;
  /** The allow that decides whatever a call's values are: most do. */
  readonly always: Rule | undefined;
  readonly denies: readonly Rule[];
  readonly identity: readonly Rule[];
  readonly boundary: readonly Rule[];
  /** Of the resource's policy: those that name the caller, and those that name its account. */
  readonly named: readonly Rule[];
  readonly account: readonly Rule[];
}

/** One call, put to the statements that speak of it. */
interface Question extends Candidates {
  /** Whether conditions and variables agree with the call. */
  readonly speaks: (rule: Rule) => boolean;
  /** Notes what a statement decided. */
  readonly by: (rule: Rule) => void;
  /** The boundary's statement that allows it. */
  readonly limit: Rule | undefined;
  readonly beyondBoundary: boolean;
}

/** Whose policy speaks of a resource: its own, and of an object in S3 its bucket's. */
const holderOf = (resource: string): string => /^arn:aws:s3:::[^/]+/.exec(resource)?.[0] ?? resource;

/** Resources kept for one caller. */
const cacheSize = 2_000;

const allowed: Decision = { allowed: true };

/**
 * Decides what roles and services of AWS may do, as IAM does within one account: an explicit deny anywhere wins; then
 * the resource's policy may let a caller in by name; else a role needs an allow of its own that its boundary, if it
 * has one, allows too. A service of AWS has no policies of its own.
 * Source: IAM user guide, "Policy evaluation logic".
 */
export class Access {
  readonly #surroundings: Surroundings;
  readonly #rules: Readonly<Record<Attachment, Map<string, Rule[]>>> = {
    identity: new Map(),
    boundary: new Map(),
    resource: new Map(),
  };
  /** By caller, then by resource and action. */
  readonly #cache = new Map<string, Map<string, Map<string, Candidates>>>();

  /** @throws Error naming the policy and statement that is not understood. */
  constructor(policies: readonly Policy[], surroundings: Surroundings) {
    this.#surroundings = surroundings;
    for (const policy of policies) for (const holder of policy.holders) this.#attach(policy, holder);
  }

  decide(caller: Caller, permission: Permission): Decision {
    const { always, question } = this.#candidates(caller, permission);
    if (always) {
      count(always, question);
      return allowed;
    }
    const { denies, identity, named, speaks, by, limit, beyondBoundary } = this.#ask(caller, permission);
    const denied = denies.find(speaks);
    if (denied) {
      by(denied);
      return { allowed: false, by: denied.use.attachment, explicit: true };
    }
    if (beyondBoundary) return { allowed: false, by: 'boundary', explicit: false };
    const decisive = identity.find(speaks) ?? named.find(speaks);
    if (!decisive) return { allowed: false, by: caller.service ? 'resource' : 'identity', explicit: false };
    by(decisive);
    if (limit) by(limit);
    return allowed;
  }

  /**
   * Whether a role may be assumed: its trust policy must name the caller, or name the account, and then the caller's
   * own policies decide. Of a role without a trust policy here, which is not the template's, nothing is known.
   */
  trusts(roleArn: string, caller: Caller): boolean | undefined {
    if (!this.#rules.resource.has(roleArn)) return undefined;
    const question = this.#ask(caller, { action: 'sts:AssumeRole', resource: roleArn });
    const { denies, identity, named, account, speaks, by, beyondBoundary } = question;
    if (beyondBoundary || denies.some(speaks)) return false;
    const decisive = named.find(speaks) ?? (identity.some(speaks) ? account.find(speaks) : undefined);
    if (decisive) by(decisive);
    return decisive !== undefined;
  }

  /** Every statement of every policy, with what it decided: a grant that decided nothing was not needed. */
  coverage(): readonly StatementUse[] {
    return Object.values(this.#rules).flatMap((rules) => [...rules.values()].flat().map(({ use }) => use));
  }

  #attach({ id, attachment, document }: Policy, holder: string) {
    const rules = this.#rules[attachment].get(holder) ?? [];
    this.#rules[attachment].set(holder, rules);
    for (const [index, each] of listOf(document.Statement).entries()) {
      try {
        const { accountId } = this.#surroundings;
        const statement = compileStatement(each, { attachment, accountId });
        const { effect, sid, actions, resources } = statement;
        const use = { policy: id, index, sid, attachment, holder, effect, actions, resources };
        rules.push({ statement, use: { ...use, decided: new Map() } });
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(`policy ${id}, statement ${index + 1}: ${reason}`, { cause: error });
      }
    }
  }

  #ask(caller: Caller, permission: Permission): Question {
    const { resource } = permission;
    const candidates = this.#candidates(caller, permission);
    const values = valuesOf(caller, permission, this.#surroundings);
    const speaks = ({ statement }: Rule): boolean =>
      statement.unconditional || statement.holds(resource, values);
    const limit = candidates.boundary.find(speaks);
    return {
      ...candidates,
      speaks,
      by: (rule) => count(rule, candidates.question),
      limit,
      beyondBoundary: !limit && this.#isBounded(caller),
    };
  }

  #isBounded({ roleArn }: Caller): boolean {
    return roleArn !== undefined && this.#rules.boundary.has(roleArn);
  }

  #candidates(caller: Caller, permission: Permission): Candidates {
    const { action, resource } = permission;
    const key = caller.roleArn ?? caller.service?.principal ?? '';
    let known = this.#cache.get(key);
    if (!known || known.size >= cacheSize) {
      known = new Map();
      this.#cache.set(key, known);
    }
    let actions = known.get(resource);
    if (!actions) {
      actions = new Map();
      known.set(resource, actions);
    }
    let candidates = actions.get(action);
    if (!candidates) {
      candidates = this.#findCandidates(caller, permission);
      actions.set(action, candidates);
    }
    return candidates;
  }

  #findCandidates(caller: Caller, { action, resource }: Permission): Candidates {
    const speaking = (attachment: Attachment, holder = ''): readonly Rule[] =>
      (this.#rules[attachment].get(holder) ?? []).filter(
        ({ statement }) => statement.matchesAction(action) && statement.matchesResource(resource) !== false,
      );
    const identity = speaking('identity', caller.roleArn);
    const boundary = speaking('boundary', caller.roleArn);
    const meant = Map.groupBy(speaking('resource', holderOf(resource)), ({ statement }) =>
      statement.matchesPrincipal(caller),
    );
    const { named = [], account = [] } = { named: meant.get('named'), account: meant.get('account') };
    const allows = (rules: readonly Rule[]) => rules.filter(({ statement }) => statement.effect === 'Allow');
    const candidates = {
      question: `${action} on ${resource}`,
      denies: [...identity, ...boundary, ...named, ...account].filter(
        ({ statement }) => statement.effect === 'Deny',
      ),
      identity: allows(identity),
      boundary: allows(boundary),
      named: allows(named),
      account: allows(account),
    };
    const { denies, identity: own, named: byName } = candidates;
    const first = own[0] ?? byName[0];
    const isCertain = first?.statement.unconditional && denies.length === 0 && !this.#isBounded(caller);
    return { ...candidates, always: isCertain ? first : undefined };
  }
}

function count({ use: { decided } }: Rule, question: string): void {
  decided.set(question, (decided.get(question) ?? 0) + 1);
}
