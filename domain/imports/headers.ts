import type { Mapping, Target } from './mapping.ts';

/** Headers as they are found in exported files, without spaces, dashes and underscores, in lower case. */
const usual: ReadonlyMap<string, Target> = new Map(
  (
    [
      [{ to: 'email' }, ['identifiers.email', 'email', 'emailaddress', 'mail']],
      [
        { to: 'phone' },
        ['identifiers.phone', 'phone', 'phonenumber', 'mobile', 'mobilephone', 'mobilenumber', 'telephone'],
      ],
      [{ to: 'userId' }, ['identifiers.userid', 'userid', 'customerid']],
      [{ to: 'anonymousId' }, ['identifiers.anonymousid', 'anonymousid']],
      [{ to: 'traits.firstName' }, ['firstname', 'givenname', 'forename']],
      [{ to: 'traits.lastName' }, ['lastname', 'surname', 'familyname']],
      [{ to: 'traits.birthday', type: 'date' }, ['birthday', 'birthdate', 'dateofbirth']],
      [{ to: 'traits.timezone' }, ['timezone']],
      [{ to: 'traits.address.street' }, ['street', 'streetaddress']],
      [{ to: 'traits.address.city' }, ['city', 'town']],
      [{ to: 'traits.address.postalCode' }, ['postalcode', 'zip', 'zipcode', 'postcode']],
      [{ to: 'traits.address.state' }, ['state', 'province']],
      [{ to: 'traits.address.country' }, ['country']],
    ] as readonly (readonly [Target, readonly string[]])[]
  ).flatMap(([target, headers]) => headers.map((header) => [header, target] as const)),
);

const lowerFirst = (word: string): string =>
  word === word.toUpperCase() ? word.toLowerCase() : `${word.slice(0, 1).toLowerCase()}${word.slice(1)}`;
const upperFirst = (word: string): string => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;

/** `Favourite colour` as `favouriteColour`, as traits are called; a header without letters stays itself. */
function traitName(header: string): string {
  const [first, ...rest] = header.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  return first === undefined ? header : [lowerFirst(first), ...rest.map(upperFirst)].join('');
}

/** Where a column goes that the mapping does not name: by its header. Dots lead into objects. */
function targetByHeader(header: string): Target {
  const known = usual.get(header.toLowerCase().replace(/[\s_-]+/g, ''));
  if (known) return known;
  // Who writes that it is a trait has written its name.
  if (header.startsWith('traits.')) return { to: header };
  const path = header.split('.').map((part) => traitName(part.trim()));
  return { to: ['traits', ...path].join('.') };
}

/** Where a column goes; undefined for one that is left out, or that says of a consent or an event (`beside`). */
export function targetOf(
  header: string,
  { columns }: Pick<Mapping, 'columns'>,
  beside: ReadonlySet<string>,
): Target | undefined {
  if (Object.hasOwn(columns, header)) return columns[header] ?? undefined;
  return beside.has(header) || header.trim() === '' ? undefined : targetByHeader(header.trim());
}
