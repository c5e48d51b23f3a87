import type { StatementUse } from '../../local/iam/access.ts';
import { wildcard } from '../../local/iam/pattern.ts';

/** One action on one resource, as a statement of a policy writes them: the least that can be granted or taken away. */
export interface Grant {
  readonly id: string;
  /** Logical id of the policy, the permission or the role; with the policy's name for one inside a role. */
  readonly policy: string;
  /** Places in the policy's statements and in the statement's lists. */
  readonly statement: number;
  readonly action: number;
  readonly resource: number;
  /** As a reader wants it: `ingest: sqs:SendMessage on line.fifo`. */
  readonly text: string;
  readonly actionPattern: string;
  readonly resourcePattern: string;
}

/** What follows the account in an ARN. */
const shortArn = (arn: string): string => arn.split(':').slice(5).join(':') || arn;

/** The grants of a statement. */
export function grantsIn({ policy, index, holder, actions, resources }: StatementUse): Grant[] {
  return actions.flatMap((actionPattern, action) =>
    resources.map((resourcePattern, resource) => ({
      id: [policy, index, action, resource].join('|'),
      policy,
      statement: index,
      action,
      resource,
      text: `${shortArn(holder)}: ${actionPattern} on ${shortArn(resourcePattern)}`,
      actionPattern,
      resourcePattern,
    })),
  );
}

/** Those of a statement's grants that the calls which it allowed, as `action on resource`, needed. */
export const grantsUsed = (grants: readonly Grant[], questions: readonly string[]): Grant[] =>
  grants.filter(({ actionPattern, resourcePattern }) => {
    const isAction = wildcard(actionPattern, { ignoreCase: true });
    const isResource = wildcard(resourcePattern);
    return questions.some((question) => {
      const [action = '', resource = ''] = question.split(' on ');
      return isAction(action) && isResource(resource);
    });
  });
