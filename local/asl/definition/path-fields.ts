import { intrinsicOf, isIntrinsic } from '../intrinsic/intrinsic.ts';
import { isObject, type Json } from '../json.ts';
import { type Path, pathOf } from '../jsonpath/path.ts';
import { memberOf } from '../jsonpath/payload.ts';
import { JsonPathSyntaxError } from '../jsonpath/scanner.ts';
import { type Check, checkVariableName } from './fields.ts';

/** What is wrong with a text that should be read by `parse`, or what was read. */
function attempt<T>(parse: () => T): { readonly read: T } | { readonly problem: string } {
  try {
    return { read: parse() };
  } catch (error) {
    if (error instanceof JsonPathSyntaxError) return { problem: error.message };
    throw error;
  }
}

const checkPath =
  (kind: string, refuse: (path: Path) => string | undefined): Check =>
  (value, at, report) => {
    if (typeof value !== 'string') return report.add('Expected value of type String', at);
    if (!value.startsWith('$'))
      return report.add(`Value is not a ${kind}: ${kind} didn't start with '$'`, at);
    const found = attempt(() => pathOf(value));
    const problem = 'problem' in found ? found.problem : refuse(found.read);
    if (problem !== undefined) report.add(`Value is not a ${kind}: ${problem}`, at);
  };

const onlyOnePlace = (path: Path): string | undefined =>
  path.isReference ? undefined : `'${path.text}' may lead to more than one place`;

/** A path that leads to one value. */
export const reference = checkPath('Reference Path', onlyOnePlace);

const path = checkPath('JsonPath', () => undefined);

const inData = checkPath(
  'Reference Path',
  (found) =>
    onlyOnePlace(found) ?? (found.start.kind === 'data' ? undefined : `'${found.text}' cannot be written to`),
);

const orNull =
  (check: Check): Check =>
  (value, at, report) => {
    if (value !== null) check(value, at, report);
  };

/** InputPath and OutputPath: null stands for an empty object. */
export const dataPath = orNull(path);

/** ResultPath: null drops the result. */
export const resultPath = orNull(inData);

/** A path or an intrinsic function, as ErrorPath and members named `x.$` have them. */
export const query: Check = (value, at, report) => {
  const found =
    typeof value !== 'string'
      ? { problem: '' }
      : isIntrinsic(value)
        ? attempt(() => intrinsicOf(value))
        : value.startsWith('$')
          ? attempt(() => pathOf(value))
          : { problem: '' };
  if (!('problem' in found)) return;
  const field = at.slice(at.lastIndexOf('/') + 1);
  const detail = found.problem === '' ? '' : `: ${found.problem}`;
  report.add(
    `The value for the field '${field}' must be a valid JSONPath or a valid intrinsic function call${detail}`,
    at,
  );
};

/** Any JSON, in which members named `x.$` are queries. */
export const payload: Check = (value, at, report) => {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) payload(item as Json, `${at}[${index}]`, report);
  } else if (isObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      const { name, isQuery } = memberOf(key);
      if (isQuery && Object.hasOwn(value, name))
        report.add(`The field '${name}' is given twice, as '${name}' and as '${key}'`, at);
      (isQuery ? query : payload)(member, `${at}/${key}`, report);
    }
  }
};

/** `Assign` of a JSONPath state. */
export const payloadAssign: Check = (value, at, report) => {
  if (!isObject(value)) return report.add('Expected value of type Object', at);
  for (const key of Object.keys(value)) checkVariableName(memberOf(key).name, `${at}/${key}`, report);
  payload(value, at, report);
};
