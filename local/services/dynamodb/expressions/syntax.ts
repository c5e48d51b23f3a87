/** What the parsers make of an expression's text, before its placeholders have a meaning. */

/** A step of a document path: an attribute's name, a placeholder for one (`#n`), or an index. */
export type Step = string | number;

export type Operand =
  | { readonly kind: 'path'; readonly steps: readonly Step[] }
  | { readonly kind: 'value'; readonly name: string }
  | Call
  | { readonly kind: 'sum'; readonly operator: '+' | '-'; readonly left: Operand; readonly right: Operand };

export interface Call {
  readonly kind: 'call';
  readonly name: string;
  readonly operands: readonly Operand[];
}

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly condition: Condition }
  | {
      readonly kind: 'compare';
      readonly operator: Comparator;
      readonly left: Operand;
      readonly right: Operand;
    }
  | { readonly kind: 'between'; readonly operand: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly kind: 'in'; readonly operand: Operand; readonly among: readonly Operand[] }
  | { readonly kind: 'test'; readonly call: Call };

export type Path = Extract<Operand, { kind: 'path' }>;

export const sections = ['SET', 'REMOVE', 'ADD', 'DELETE'] as const;
export type Section = (typeof sections)[number];

/** One clause of an update; REMOVE has no operand. */
export interface Clause {
  readonly section: Section;
  readonly path: Path;
  readonly operand?: Operand;
}

export interface Update {
  readonly clauses: readonly Clause[];
  /** The first section that is written twice, which DynamoDB refuses, and the index after its clauses. */
  readonly repeated?: { readonly section: Section; readonly until: number } | undefined;
}

/** Where an expression stands in a request. */
export type ExpressionKind =
  | 'ConditionExpression'
  | 'FilterExpression'
  | 'KeyConditionExpression'
  | 'ProjectionExpression'
  | 'UpdateExpression';
