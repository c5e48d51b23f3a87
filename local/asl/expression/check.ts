import { isNode, type Node } from './node.ts';

/** What an expression refers to, and what in it Step Functions refuses. */
export interface Findings {
  readonly problems: readonly string[];
  /** Free variables besides `$states`. */
  readonly variables: readonly string[];
  /** Looks at `$states.errorOutput`, which only a Catch has. */
  readonly readsErrorOutput: boolean;
}

/** Looks for what means nothing in Step Functions: bare field names and `$` without a context, and `$$`. The words are AWS's. */
export function checkExpression(tree: unknown): Findings {
  const walk = new Walk();
  walk.visit(tree, { hasContext: false, bound: new Set() });
  return {
    problems: [...walk.problems],
    variables: [...walk.variables],
    readsErrorOutput: walk.readsErrorOutput,
  };
}

interface Place {
  /** Inside a path or a predicate there is a current value; at the top there is none. */
  readonly hasContext: boolean;
  /** Names that the expression itself binds. */
  readonly bound: ReadonlySet<string>;
}

const inContext = (place: Place): Place => ({ ...place, hasContext: true });

/** Members of a node in which a current value exists. */
const contextual = new Set(['predicate', 'stages', 'group', 'terms']);
/** Members that are no expressions. */
const inert = new Set(['type', 'value', 'position', 'focus', 'index', 'signature']);

class Walk {
  readonly problems = new Set<string>();
  readonly variables = new Set<string>();
  readsErrorOutput = false;

  visit(node: unknown, place: Place): void {
    if (Array.isArray(node)) for (const each of node) this.visit(each, place);
    else if (isNode(node)) this.#node(node, place);
    else if (typeof node === 'object' && node !== null) this.visit(Object.values(node), place);
  }

  #node(node: Node, place: Place): void {
    switch (node.type) {
      case 'variable':
        this.#variable(String(node.value), place);
        this.#members(node, inContext(place));
        break;
      case 'name':
      case 'wildcard':
      case 'descendant':
        if (!place.hasContext)
          this.problems.add(
            topLevel(node.type === 'descendant' ? '**' : node.type === 'wildcard' ? '*' : String(node.value)),
          );
        this.#members(node, inContext(place));
        break;
      case 'path':
        if (isErrorOutput(node.steps ?? [])) this.readsErrorOutput = true;
        for (const [index, step] of (node.steps ?? []).entries())
          this.visit(step, index === 0 ? place : inContext(place));
        this.#members({ ...node, steps: [] }, inContext(place));
        break;
      case 'function':
      case 'partial':
        if (node.procedure?.type !== 'variable') this.visit(node.procedure, place);
        this.#members({ ...node, procedure: undefined }, place);
        break;
      case 'bind':
        this.visit(node.rhs, place);
        break;
      case 'lambda':
        this.visit('body' in node ? node.body : [], bind(place, node.arguments ?? []));
        break;
      case 'block':
        this.visit(node.expressions, bind(place, boundIn(node)));
        break;
      case 'transform':
        this.#members(node, inContext(place));
        break;
      default:
        this.#members(node, place);
    }
  }

  #members(node: object, place: Place): void {
    for (const [key, member] of Object.entries(node))
      if (!inert.has(key)) this.visit(member, contextual.has(key) ? inContext(place) : place);
  }

  #variable(name: string, { hasContext, bound }: Place): void {
    if (name === '$') this.problems.add("Reference to '$$' is not supported.");
    else if (name === '' && !hasContext) this.problems.add(topLevel('$'));
    else if (name !== '' && name !== 'states' && !bound.has(name)) this.variables.add(name);
  }
}

const topLevel = (name: string): string => `Reference to '${name}' at the top level is not supported.`;

const isErrorOutput = ([first, second]: readonly Node[]): boolean =>
  first?.type === 'variable' && first.value === 'states' && second?.value === 'errorOutput';

const bind = (place: Place, names: readonly Node[]): Place => ({
  ...place,
  bound: new Set([...place.bound, ...names.map(({ value }) => String(value))]),
});

/** Names bound in a block are known to what follows in it, and to functions that call themselves. */
const boundIn = (block: Node): readonly Node[] =>
  (block.expressions ?? []).flatMap(({ type, lhs }) => (type === 'bind' && isNode(lhs) ? [lhs] : []));
