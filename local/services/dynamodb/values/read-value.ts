import { invalid } from '../refusals.ts';
import { type AttributeValue, type Item, type Type, types } from './attribute-value.ts';
import { Binary } from './binary.ts';
import { compareText } from './compare.ts';
import { canonicalNumber, compareNumbers } from './number.ts';

type Fields = Readonly<Record<string, unknown>>;
const known: ReadonlySet<string> = new Set(types);
const maxDepth = 32;
const maxNameBytes = 65_535;

const isFields = (input: unknown): input is Fields => typeof input === 'object' && input !== null;
const fields = (input: unknown): Fields => (isFields(input) ? input : {});
const list = (input: unknown): readonly unknown[] => (Array.isArray(input) ? input : []);
const text = (input: unknown): string => (typeof input === 'string' ? input : String(input));
const bytes = (input: unknown): Binary => Binary.read(input instanceof Uint8Array ? input : text(input));

const parameters = (message: string) => invalid(`One or more parameter values were invalid: ${message}`);

function stringSet(input: unknown): readonly string[] {
  const members = list(input).map(text);
  if (members.length === 0) throw parameters('An string set  may not be empty');
  if (new Set(members).size < members.length)
    throw parameters(`Input collection [${members.join(', ')}] contains duplicates`);
  return members.sort(compareText);
}

function numberSet(input: unknown): readonly string[] {
  const members = list(input).map((member) => canonicalNumber(text(member)));
  if (members.length === 0) throw parameters('An number set  may not be empty');
  if (new Set(members).size < members.length) throw invalid('Input collection contains duplicates');
  return members.sort(compareNumbers);
}

function binarySet(input: unknown): readonly Binary[] {
  const members = list(input).map(bytes).sort(Buffer.compare);
  if (members.length === 0) throw parameters('Binary sets should not be empty');
  if (members.some((member, index) => index > 0 && Buffer.compare(members[index - 1]!, member) === 0))
    throw parameters('Input collection of type BS contains duplicates.');
  return members;
}

function nullValue(input: unknown): true {
  if (input !== true) throw parameters('Null attribute value types must have the value of true');
  return true;
}

/** The member that is set; an SDK's object may carry the others as undefined. */
function memberOf(input: unknown): Type {
  let found: Type | undefined;
  for (const type in fields(input)) {
    if (!known.has(type) || fields(input)[type] === undefined) continue;
    if (found)
      throw invalid(
        'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
      );
    found = type as Type;
  }
  if (found) return found;
  throw invalid('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes');
}

/** Checks a value of a request and copies it into the form that is kept. @throws ValidationException */
export function readValue(input: unknown, depth = 1): AttributeValue {
  const type = memberOf(input);
  const member = fields(input)[type];
  switch (type) {
    case 'S':
      return { S: text(member) };
    case 'N':
      return { N: canonicalNumber(text(member)) };
    case 'BOOL':
      return { BOOL: member === true };
    case 'M':
      return { M: readItem(member, depth + 1) };
    case 'L':
      if (depth >= maxDepth) throw tooDeep();
      return { L: list(member).map((each) => readValue(each, depth + 1)) };
    case 'B':
      return { B: bytes(member) };
    case 'SS':
      return { SS: stringSet(member) };
    case 'NS':
      return { NS: numberSet(member) };
    case 'BS':
      return { BS: binarySet(member) };
    case 'NULL':
      return { NULL: nullValue(member) };
  }
}

const tooDeep = () =>
  invalid(
    'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit',
  );

/** Checks the attributes of an item, a map or a key. @throws ValidationException */
export function readItem(input: unknown, depth = 1): Item {
  if (depth > maxDepth) throw tooDeep();
  const item: Record<string, AttributeValue> = {};
  const given = fields(input);
  for (const name in given) {
    if (name === '') throw invalid('Empty attribute name');
    if (name.length * 3 > maxNameBytes && Buffer.byteLength(name) > maxNameBytes)
      throw invalid('Attribute name is too large, must be less than 65536 bytes');
    item[name] = readValue(given[name], depth);
  }
  return item;
}
