import { type FilteredValueToken, type Token, TypeGuards, type Value, type ValueToken } from 'liquidjs';

/** A variable that Liquid names, as `['data', 'code']`; `*` for a part that is itself a variable. */
export type Path = readonly string[];

export const shownPath = (path: Path): string => path.join('.');

const {
  isFilteredValueToken,
  isNumberToken,
  isPropertyAccessToken,
  isQuotedToken,
  isRangeToken,
  isWordToken,
} = TypeGuards;

function* pathsOfToken(token: Token): Generator<Path> {
  if (isRangeToken(token)) {
    yield* pathsOfToken(token.lhs);
    yield* pathsOfToken(token.rhs);
  } else if (isFilteredValueToken(token)) {
    for (const each of token.initial.postfix) yield* pathsOfToken(each);
  } else if (isPropertyAccessToken(token)) {
    yield token.props.map((part) =>
      isQuotedToken(part) || isNumberToken(part) || isWordToken(part) ? String(part.content) : '*',
    );
    for (const part of token.props) yield* pathsOfToken(part);
  }
}

/** The variables that a value is made of. */
export const pathsIn = ({ initial }: Value): readonly Path[] =>
  initial.postfix.flatMap((token) => [...pathsOfToken(token)]);

/** The variables of one operand. */
export const pathsInToken = (token: ValueToken | FilteredValueToken): readonly Path[] => [
  ...pathsOfToken(token),
];

/** The variables in the arguments of a value's filters, which may be missing: filters have defaults. */
export const pathsInFilters = ({ filters }: Value): readonly Path[] =>
  filters.flatMap(({ args }) =>
    args.flatMap((argument) => {
      const token = Array.isArray(argument) ? argument[1] : argument;
      return token ? pathsInToken(token) : [];
    }),
  );
