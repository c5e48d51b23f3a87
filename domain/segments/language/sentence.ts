import type { Node } from './node.ts';

/** A condition as a sentence without its subject: `is in the segment regulars, and (never … or …)`. */
export function nodeInWords(node: Node, inner = false): string {
  if ('question' in node) return node.question.says;
  if ('not' in node) return `not (${nodeInWords(node.not)})`;
  const [parts, joint] = 'all' in node ? [node.all, 'and'] : [node.any, 'or'];
  const said = parts.map((each) => nodeInWords(each, true)).join(`, ${joint} `);
  return inner && parts.length > 1 ? `(${said})` : said;
}
