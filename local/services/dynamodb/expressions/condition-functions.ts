import { type AttributeValue, type Type, typeOf, types } from '../values/attribute-value.ts';
import { equalValues } from '../values/compare.ts';
import type { Binder, Bound } from './binder.ts';
import type { Predicate } from './condition.ts';
import type { Call, Operand } from './syntax.ts';

/** Types that have a size. */
const sized: readonly Type[] = ['S', 'B', 'SS', 'NS', 'BS', 'M', 'L'];
const isType = (name: string): name is Type => types.some((type) => type === name);

/** Binds an operand of a condition, of which `size` is the one function. */
export function bindOperand(operand: Operand, binder: Binder): Bound {
  if (operand.kind !== 'call') {
    if (operand.kind === 'sum') throw new Error('a condition has no sums');
    return binder.plain(operand);
  }
  const operands = operand.operands.map((each) => bindOperand(each, binder));
  binder.checkCount(operand);
  const [value] = operands as [Bound];
  binder.checkType('size', value, sized);
  return {
    type: 'N',
    read: (item) => {
      const found = value.read(item);
      const size = found && sizeOf(found);
      return size === undefined ? undefined : { N: String(size) };
    },
  };
}

function sizeOf(value: AttributeValue): number | undefined {
  if (value.S !== undefined) return value.S.length;
  if (value.B) return value.B.byteLength;
  if (value.M) return Object.keys(value.M).length;
  return (value.SS ?? value.NS ?? value.BS ?? value.L)?.length;
}

type BindTest = (operands: readonly Bound[], binder: Binder) => Predicate;

/** Binds a function that is a condition by itself. */
export function bindTest(call: Call, binder: Binder): Predicate {
  const operands = call.operands.map((operand) => bindOperand(operand, binder));
  binder.checkCount(call);
  const bind = tests[call.name];
  if (!bind) throw new Error(`${call.name} is not a test`);
  return bind(operands, binder);
}

const tests: Readonly<Record<string, BindTest>> = {
  attribute_exists: exists('attribute_exists', true),
  attribute_not_exists: exists('attribute_not_exists', false),

  attribute_type([value, type] = [], binder) {
    binder.checkDistinct('attribute_type', value!, [type!]);
    const name = binder.requireText('attribute_type', type!);
    if (!isType(name))
      throw binder.refuse(
        `Invalid attribute type name found; type: ${name}, valid types: {N,BS,L,B,NULL,M,S,SS,NS,BOOL}`,
      );
    return (item) => {
      const found = value!.read(item);
      return found !== undefined && typeOf(found) === name;
    };
  },

  begins_with([value, prefix] = [], binder) {
    binder.checkDistinct('begins_with', value!, [prefix!]);
    for (const operand of [value!, prefix!]) binder.checkType('begins_with', operand, ['S', 'B']);
    return (item) => beginsWith(value!.read(item), prefix!.read(item));
  },

  contains([whole, part] = [], binder) {
    binder.checkDistinct('contains', whole!, [part!]);
    return (item) => contains(whole!.read(item), part!.read(item));
  },
};

function exists(name: string, wanted: boolean): BindTest {
  return ([value], binder) => {
    binder.requirePath(name, value!);
    return (item) => (value!.read(item) !== undefined) === wanted;
  };
}

function beginsWith(value: AttributeValue | undefined, prefix: AttributeValue | undefined): boolean {
  if (value?.S !== undefined && prefix?.S !== undefined) return value.S.startsWith(prefix.S);
  if (!value?.B || !prefix?.B) return false;
  return Buffer.compare(value.B.subarray(0, prefix.B.byteLength), prefix.B) === 0;
}

/** A substring, or a member of a set or list. */
function contains(whole: AttributeValue | undefined, part: AttributeValue | undefined): boolean {
  if (!whole || !part) return false;
  if (whole.S !== undefined) return part.S !== undefined && whole.S.includes(part.S);
  if (whole.B) return part.B !== undefined && Buffer.from(whole.B).includes(Buffer.from(part.B));
  if (whole.SS) return part.S !== undefined && whole.SS.includes(part.S);
  if (whole.NS) return part.N !== undefined && whole.NS.includes(part.N);
  if (whole.BS) return whole.BS.some((each) => part.B !== undefined && Buffer.compare(each, part.B) === 0);
  return whole.L?.some((each) => equalValues(each, part)) ?? false;
}
