import type { Memory } from './memory/recollection.ts';
import { askNode, type Node } from './node.ts';
import type { PersonView } from './person-view.ts';
import type { View } from './question.ts';
import type { CompiledSegment } from './segment.ts';
import { nodeInWords } from './sentence.ts';

/** Why a condition holds or not. */
export interface Explanation {
  readonly holds: boolean;
  /** The condition in words; of a group `all of`, `any of` or `not`. */
  readonly says: string;
  /** What was found of the person. */
  readonly found?: string;
  /** When time alone changes whether it holds, ISO 8601 in UTC. */
  readonly until?: string;
  /** Of a group: its conditions. */
  readonly parts?: readonly Explanation[];
}

/** Why a person is or is not in a segment at a moment, condition by condition. */
export const explain = (
  { root }: Pick<CompiledSegment, 'root'>,
  person: PersonView,
  memory: Memory,
  at: Date,
): Explanation => explainNode(root, { person, memory, at: at.getTime() });

function explainNode(node: Node, view: View): Explanation {
  const { holds, changesAt } = askNode(node, view);
  if ('question' in node) {
    const found = node.question.found(view);
    const until = changesAt === undefined ? {} : { until: new Date(changesAt).toISOString() };
    return { holds, says: nodeInWords(node), found, ...until };
  }
  const [says, parts] =
    'not' in node ? ['not', [node.not]] : 'all' in node ? ['all of', node.all] : ['any of', node.any];
  return { holds, says, parts: parts.map((each) => explainNode(each, view)) };
}

/** An explanation as lines, those of a group's conditions under it: `✓ is known by email: ada@example.com`. */
export function linesOf({ holds, says, found, parts = [] }: Explanation): readonly string[] {
  const line = `${holds ? '✓' : '✗'} ${says}${found === undefined ? '' : `: ${found}`}`;
  return [line, ...parts.flatMap(linesOf).map((each) => `  ${each}`)];
}
