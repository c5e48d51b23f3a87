/** What intrinsic functions look things up in. */
export interface Scope {
  ref(logicalId: string): unknown;
  attribute(logicalId: string, name: string): unknown;
  condition(name: string): boolean;
  mapping(name: string, first: string, second: string): unknown;
}

const noValue = Symbol('AWS::NoValue');

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const list = (value: unknown, name: string): readonly unknown[] => {
  if (!Array.isArray(value)) throw new Error(`${name}: expected a list, got ${JSON.stringify(value)}`);
  return value;
};

const scalar = (value: unknown, name: string): string => {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  throw new Error(`${name}: expected text, got ${JSON.stringify(value)}`);
};

function attribute(argument: unknown, scope: Scope): unknown {
  const [id, ...path] = typeof argument === 'string' ? argument.split('.') : list(argument, 'Fn::GetAtt');
  return scope.attribute(scalar(id, 'Fn::GetAtt'), path.map((part) => scalar(part, 'Fn::GetAtt')).join('.'));
}

function sub(argument: unknown, scope: Scope): string {
  const [text, variables] = typeof argument === 'string' ? [argument, {}] : list(argument, 'Fn::Sub');
  const own = isRecord(variables) ? variables : {};
  return scalar(text, 'Fn::Sub').replace(/\$\{([^}]+)\}/g, (_, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    const key = name.trim();
    if (Object.hasOwn(own, key)) return scalar(resolveValue(own[key], scope), 'Fn::Sub');
    const value = key.includes('.') && !key.startsWith('AWS::') ? attribute(key, scope) : scope.ref(key);
    return scalar(value, `Fn::Sub \${${key}}`);
  });
}

const resolvedList = (argument: unknown, scope: Scope, name: string): readonly unknown[] =>
  list(resolveValue(argument, scope), name);

const conditionFunctions: Readonly<Record<string, Intrinsic>> = {
  'Fn::Equals': (argument, scope) => {
    const [a, b] = resolvedList(argument, scope, 'Fn::Equals');
    return JSON.stringify(a) === JSON.stringify(b);
  },
  'Fn::And': (argument, scope) =>
    list(argument, 'Fn::And').every((each) => resolveValue(each, scope) === true),
  'Fn::Or': (argument, scope) => list(argument, 'Fn::Or').some((each) => resolveValue(each, scope) === true),
  'Fn::Not': (argument, scope) => resolvedList(argument, scope, 'Fn::Not')[0] !== true,
  Condition: (argument, scope) => scope.condition(scalar(argument, 'Condition')),
};

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  ...conditionFunctions,
  Ref: (argument, scope) => (argument === 'AWS::NoValue' ? noValue : scope.ref(scalar(argument, 'Ref'))),
  'Fn::GetAtt': attribute,
  'Fn::Sub': sub,
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = list(argument, 'Fn::Join');
    const resolved = resolvedList(parts, scope, 'Fn::Join');
    return resolved.map((part) => scalar(part, 'Fn::Join')).join(scalar(separator, 'Fn::Join'));
  },
  'Fn::Split': (argument, scope) => {
    const [separator, text] = resolvedList(argument, scope, 'Fn::Split');
    return scalar(text, 'Fn::Split').split(scalar(separator, 'Fn::Split'));
  },
  'Fn::Select': (argument, scope) => {
    const [index, options] = resolvedList(argument, scope, 'Fn::Select');
    const chosen = list(options, 'Fn::Select')[Number(index)];
    if (chosen === undefined) throw new Error(`Fn::Select: there is no element ${String(index)}`);
    return chosen;
  },
  'Fn::If': (argument, scope) => {
    const [name, then, otherwise] = list(argument, 'Fn::If');
    const chosen = scope.condition(scalar(name, 'Fn::If')) ? then : otherwise;
    return isRecord(chosen) && chosen.Ref === 'AWS::NoValue' ? noValue : resolveValue(chosen, scope);
  },
  'Fn::FindInMap': (argument, scope) => {
    const [name, first, second] = resolvedList(argument, scope, 'Fn::FindInMap').map((each) =>
      scalar(each, 'Fn::FindInMap'),
    );
    return scope.mapping(name ?? '', first ?? '', second ?? '');
  },
  'Fn::Base64': (argument, scope) =>
    Buffer.from(scalar(resolveValue(argument, scope), 'Fn::Base64')).toString('base64'),
};

function resolveInner(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) {
    return value.map((each) => resolveInner(each, scope)).filter((each) => each !== noValue);
  }
  if (!isRecord(value)) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (first && entries.length === 1) {
    const [name, argument] = first;
    const intrinsic = Object.hasOwn(intrinsics, name) ? intrinsics[name] : undefined;
    // `Condition` is an intrinsic in conditions only; elsewhere (a policy's statement) it is a plain member.
    if (intrinsic && (name !== 'Condition' || typeof argument === 'string'))
      return intrinsic(argument, scope);
    if (name.startsWith('Fn::')) throw new Error(`the local cloud does not know the function ${name}`);
  }
  return Object.fromEntries(
    entries
      .map(([key, each]) => [key, resolveInner(each, scope)] as const)
      .filter(([, each]) => each !== noValue),
  );
}

/** Replaces intrinsic functions by concrete values; `undefined` for `AWS::NoValue`. @throws Error naming the function that cannot be resolved. */
export function resolveValue(value: unknown, scope: Scope): unknown {
  const resolved = resolveInner(value, scope);
  return resolved === noValue ? undefined : resolved;
}

/** The logical ids that a value refers to, as far as they can be read off it. */
export function references(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, each]) => {
    if (key === 'Ref' && typeof each === 'string') return [each];
    if (key === 'Fn::GetAtt') return [Array.isArray(each) ? String(each[0]) : String(each).split('.')[0]!];
    if (key !== 'Fn::Sub') return references(each);
    const text = Array.isArray(each) ? String(each[0]) : String(each);
    const named = [...text.matchAll(/\$\{([^}!][^}]*)\}/g)].map(([, name]) => name!.trim().split('.')[0]!);
    return [...named, ...references(Array.isArray(each) ? each.slice(1) : [])];
  });
}
