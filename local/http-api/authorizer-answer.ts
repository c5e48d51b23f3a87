import { listOf, type PolicyDocument } from '../iam/policy.ts';
import { compileStatement, type Statement } from '../iam/statement.ts';

/** What an authorizer said: for which routes it holds, and what the integration is told. */
export interface Verdict {
  allows(routeArn: string): boolean;
  readonly context: Readonly<Record<string, unknown>> | null;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const contextOf = (answer: Readonly<Record<string, unknown>>): Verdict['context'] | undefined => {
  const { context = null } = answer;
  return context === null || isObject(context) ? context : undefined;
};

/** `{isAuthorized, context}`: it holds for every route. Undefined for what is not that. */
export function simpleVerdict(answer: unknown): Verdict | undefined {
  if (!isObject(answer) || typeof answer.isAuthorized !== 'boolean') return undefined;
  const { isAuthorized } = answer;
  const context = contextOf(answer);
  return context === undefined ? undefined : { allows: () => isAuthorized, context };
}

const invoke = 'execute-api:Invoke';

/** `{principalId, policyDocument, context}`, the policy being about `execute-api:Invoke` on routes. Undefined for what is not that. */
export function policyVerdict(answer: unknown, accountId: string): Verdict | undefined {
  if (!isObject(answer) || typeof answer.principalId !== 'string' || !isObject(answer.policyDocument))
    return undefined;
  const context = contextOf(answer);
  const statements = compiled(answer.policyDocument as unknown, accountId);
  if (context === undefined || !statements) return undefined;
  const says = (effect: Statement['effect'], routeArn: string): boolean =>
    statements.some(
      (statement) =>
        statement.effect === effect &&
        statement.matchesAction(invoke) &&
        statement.matchesResource(routeArn) === true,
    );
  return { allows: (routeArn) => says('Allow', routeArn) && !says('Deny', routeArn), context };
}

/** Statements without conditions and variables: API Gateway is told of none by the request. */
function compiled(document: unknown, accountId: string): readonly Statement[] | undefined {
  try {
    const statements = listOf((document as PolicyDocument).Statement).map((each) =>
      compileStatement(each, { attachment: 'identity', accountId }),
    );
    return statements.length > 0 && statements.every(({ unconditional }) => unconditional)
      ? statements
      : undefined;
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
