/** A node of JSONata's syntax tree, as its parser yields it; only what we look at. */
export interface Node {
  readonly type: string;
  readonly value?: unknown;
  readonly steps?: readonly Node[];
  readonly lhs?: unknown;
  readonly rhs?: unknown;
  readonly expression?: Node;
  readonly expressions?: readonly Node[];
  readonly condition?: Node;
  readonly then?: Node;
  readonly else?: Node;
  readonly procedure?: Node;
  readonly arguments?: readonly Node[];
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** The pairs of an object constructor. */
export const pairsOf = (value: unknown): readonly (readonly [Node, Node])[] =>
  (Array.isArray(value) ? value : []).filter(
    (pair): pair is [Node, Node] => Array.isArray(pair) && isNode(pair[0]) && isNode(pair[1]),
  );
