import type { ServiceContext } from '../service.ts';
import type { AuthorizerDeclaration } from '../template/declarations.ts';
import { policyVerdict, simpleVerdict, type Verdict } from './authorizer-answer.ts';
import { authorizerEvent } from './authorizer-event.ts';
import type { HttpApiEvent } from './event.ts';
import { type HttpResponse, message } from './exchange.ts';
import { identityOf } from './identity-source.ts';

/** How long API Gateway waits for a Lambda authorizer of an HTTP API (quotas: 10,000 ms). */
const patienceMs = 10_000;

type Context = Pick<ServiceContext, 'accountId' | 'clock' | 'invoke' | 'pace'>;

type Outcome =
  | { readonly passed: true; readonly context: Verdict['context'] }
  | { readonly passed: false; readonly response: HttpResponse };

const refused = (status: number, text: string): Outcome => ({
  passed: false,
  response: message(status, text),
});

const fault = refused(500, 'Internal Server Error');

/**
 * A Lambda authorizer: asks its function whether a request may pass, and keeps the answer for the same identity. API
 * Gateway's refusals are its own: 401 without an identity source, 403 for a no, 500 for an answer that is none.
 */
export class Authorizer {
  readonly #declared: AuthorizerDeclaration;
  readonly #context: Context;
  readonly #mayInvoke: () => boolean;
  readonly #kept = new Map<string, { readonly verdict: Verdict; readonly until: number }>();

  /** @param mayInvoke whether the function's policy lets API Gateway call it as this authorizer */
  constructor(declared: AuthorizerDeclaration, context: Context, mayInvoke: () => boolean) {
    this.#declared = declared;
    this.#context = context;
    this.#mayInvoke = mayInvoke;
  }

  async ask(event: HttpApiEvent, routeArn: string): Promise<Outcome> {
    const identity = identityOf(this.#declared.identitySources, event);
    if (!identity) return refused(401, 'Unauthorized');
    const verdict = this.#remembered(identity) ?? (await this.#answer(event, routeArn, identity));
    if (!verdict) return fault;
    return verdict.allows(routeArn) ? { passed: true, context: verdict.context } : refused(403, 'Forbidden');
  }

  #remembered(identity: readonly string[]): Verdict | undefined {
    if (this.#declared.ttlSeconds === 0) return undefined;
    const kept = this.#kept.get(JSON.stringify(identity));
    return kept && this.#context.clock.now() < kept.until ? kept.verdict : undefined;
  }

  /** Undefined when the function may not be called, fails, is late, or answers what is no verdict; that is not kept. */
  async #answer(
    event: HttpApiEvent,
    routeArn: string,
    identity: readonly string[],
  ): Promise<Verdict | undefined> {
    if (!this.#mayInvoke()) return undefined;
    const { payloadFormat, simpleResponses, ttlSeconds } = this.#declared;
    const payload = await this.#invoke(authorizerEvent(payloadFormat, { event, routeArn, identity }));
    const verdict = simpleResponses
      ? simpleVerdict(payload)
      : policyVerdict(payload, this.#context.accountId);
    if (verdict && ttlSeconds > 0) {
      const until = this.#context.clock.now() + ttlSeconds * 1_000;
      this.#kept.set(JSON.stringify(identity), { verdict, until });
    }
    return verdict;
  }

  async #invoke(event: unknown): Promise<unknown> {
    const late = Promise.withResolvers<undefined>();
    const inTime = this.#context.pace.limit(patienceMs, () => late.resolve(undefined));
    const answer = this.#context
      .invoke(this.#declared.functionArn, event)
      .then((result) => ('error' in result ? undefined : result.payload));
    try {
      return await Promise.race([answer, late.promise]);
    } finally {
      inTime();
    }
  }
}
