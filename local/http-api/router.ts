export interface RouteMatch<R> {
  readonly route: R;
  readonly pathParameters: Readonly<Record<string, string>> | undefined;
}

interface Node<R> {
  readonly fixed: Map<string, Node<R>>;
  variable?: Branch<R>;
  /** Takes the rest of the path, one segment at least. */
  greedy?: Branch<R>;
  readonly methods: Map<string, R>;
}

interface Branch<R> {
  readonly names: Map<R, string>;
  readonly node: Node<R>;
}

const newNode = <R>(): Node<R> => ({ fixed: new Map(), methods: new Map() });

const segmentsOf = (path: string): string[] => path.split('/').slice(1);

/**
 * Finds the route of an HTTP API for a request: fixed segments go before variables, variables before greedy ones, the
 * method before `ANY`, and `$default` takes what is left.
 */
export class Router<R extends object> {
  readonly #root = newNode<R>();
  #default: R | undefined;

  /** @param key `METHOD /path/{variable}/{rest+}` or `$default`. */
  add(key: string, route: R): void {
    if (key === '$default') {
      this.#default = route;
      return;
    }
    const [method = '', path = ''] = key.split(' ');
    let node = this.#root;
    for (const segment of segmentsOf(path)) node = childFor(node, segment, route);
    node.methods.set(method, route);
  }

  match(method: string, path: string): RouteMatch<R> | undefined {
    const values: [string, Branch<R>][] = [];
    const route = find(this.#root, segmentsOf(path), 0, method, values);
    if (!route) return this.#default && { route: this.#default, pathParameters: undefined };
    if (values.length === 0) return { route, pathParameters: undefined };
    const parameters = values.map(([value, branch]) => [branch.names.get(route) ?? '', value]);
    return { route, pathParameters: Object.fromEntries(parameters) };
  }
}

function childFor<R>(node: Node<R>, segment: string, route: R): Node<R> {
  const match = /^\{(.+?)(\+)?\}$/.exec(segment);
  if (!match) {
    const child = node.fixed.get(segment) ?? newNode<R>();
    node.fixed.set(segment, child);
    return child;
  }
  const kind = match[2] ? 'greedy' : 'variable';
  node[kind] ??= { names: new Map(), node: newNode<R>() };
  node[kind].names.set(route, match[1]!);
  return node[kind].node;
}

function find<R>(
  node: Node<R>,
  segments: readonly string[],
  index: number,
  method: string,
  values: [string, Branch<R>][],
): R | undefined {
  const segment = segments[index];
  if (segment === undefined) return node.methods.get(method) ?? node.methods.get('ANY');
  const fixed = node.fixed.get(segment);
  const found = fixed && find(fixed, segments, index + 1, method, values);
  if (found) return found;
  return (
    take(node.variable, segment, segments, index + 1, method, values) ??
    take(node.greedy, segments.slice(index).join('/'), segments, segments.length, method, values)
  );
}

function take<R>(
  branch: Branch<R> | undefined,
  value: string,
  segments: readonly string[],
  next: number,
  method: string,
  values: [string, Branch<R>][],
): R | undefined {
  if (!branch || value === '') return undefined;
  values.push([value, branch]);
  const found = find(branch.node, segments, next, method, values);
  if (!found) values.pop();
  return found;
}
