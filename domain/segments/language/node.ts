import type { Answer, Question, View } from './question.ts';

/** A condition of conditions, or a question. */
export type Node =
  | { readonly all: readonly Node[] }
  | { readonly any: readonly Node[] }
  | { readonly not: Node }
  | { readonly question: Question };

/** The questions of a condition, from left to right. */
export function questionsOf(node: Node): readonly Question[] {
  if ('question' in node) return [node.question];
  if ('not' in node) return questionsOf(node.not);
  return ('all' in node ? node.all : node.any).flatMap(questionsOf);
}

/** Whether a condition holds, and before when time alone cannot change that. */
export function askNode(node: Node, view: View): Answer {
  if ('question' in node) return node.question.ask(view);
  if ('not' in node) {
    const { holds, changesAt } = askNode(node.not, view);
    return { holds: !holds, changesAt };
  }
  return 'all' in node ? decided(node.all, view, false) : decided(node.any, view, true);
}

/**
 * One false part decides an `all`, one true part an `any`. While some decide, nothing changes before the last of them
 * does; while none does, the first part to change may.
 */
function decided(parts: readonly Node[], view: View, deciding: boolean): Answer {
  const deciders: Answer[] = [];
  let first: number | undefined;
  for (const part of parts) {
    const answer = askNode(part, view);
    if (answer.holds === deciding) {
      if (answer.changesAt === undefined) return answer;
      deciders.push(answer);
    } else first = earlier(first, answer.changesAt);
  }
  if (deciders.length === 0) return { holds: !deciding, changesAt: first };
  return { holds: deciding, changesAt: Math.max(...deciders.map(({ changesAt = 0 }) => changesAt)) };
}

const earlier = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || (b !== undefined && b < a) ? b : a;
