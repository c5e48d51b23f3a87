import type { Environment } from '../expression/environment.ts';
import { runtimeError } from '../failure.ts';
import type { Json, JsonObject } from '../json.ts';
import { type Path, pathOf } from '../jsonpath/path.ts';
import { comparisons, typeTests } from './operators.ts';
import { compilePattern } from './string-matches.ts';

/** Whether a rule of a JSONPath Choice holds. @throws StateFailure when its paths lead nowhere */
export type Holds = (environment: Environment) => boolean;

/** Compiles a rule that has been checked: one operator, or one of And, Or and Not. */
export function compileRule(source: JsonObject): Holds {
  if (Array.isArray(source.And)) {
    const all = source.And.map((each) => compileRule(each as JsonObject));
    return (environment) => all.every((holds) => holds(environment));
  }
  if (Array.isArray(source.Or)) {
    const any = source.Or.map((each) => compileRule(each as JsonObject));
    return (environment) => any.some((holds) => holds(environment));
  }
  if (source.Not !== undefined) {
    const inner = compileRule(source.Not as JsonObject);
    return (environment) => !inner(environment);
  }
  const [name, operand] = Object.entries(source).find(([key]) => isOperator(key)) ?? ['', null];
  return compileTest(pathOf(source.Variable as string), name, operand);
}

export const isOperator = (name: string): boolean =>
  name === 'IsPresent' ||
  name === 'StringMatches' ||
  Object.hasOwn(typeTests, name) ||
  Object.hasOwn(comparisons, withoutPath(name));

/** `NumericEqualsPath` is `NumericEquals` with an operand that is looked up. */
const withoutPath = (name: string): string => name.replace(/Path$/, '');

function compileTest(variable: Path, name: string, operand: Json): Holds {
  if (name === 'IsPresent') return (environment) => (variable.find(environment) !== undefined) === operand;
  if (name === 'StringMatches') {
    const matches = compilePattern(String(operand));
    return (environment) => {
      const value = lookUp(variable, environment);
      return typeof value === 'string' && matches(value);
    };
  }
  const isOfType = typeTests[name];
  if (isOfType) return (environment) => isOfType(lookUp(variable, environment)) === operand;
  const compare = comparisons[withoutPath(name)]?.test;
  if (!compare) throw new Error(`unknown operator ${name}`);
  if (!name.endsWith('Path')) return (environment) => compare(lookUp(variable, environment), operand);
  const other = pathOf(String(operand));
  return (environment) => compare(lookUp(variable, environment), lookUp(other, environment));
}

/** The words are AWS's. */
function lookUp(path: Path, environment: Environment): Json {
  const value = path.find(environment);
  if (value !== undefined) return value;
  throw runtimeError(
    `Invalid path '${path.text}': The choice state's condition path references an invalid value.`,
  );
}
