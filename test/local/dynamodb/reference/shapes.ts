/** A table that sequences of operations work on. */
export interface Shape {
  readonly name: string;
  readonly hash: KeyAttribute;
  readonly range?: KeyAttribute;
  readonly indexes: readonly IndexShape[];
}

export interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N' | 'B';
}

interface IndexShape {
  readonly name: string;
  readonly scope: 'Global' | 'Local';
  readonly hash: KeyAttribute;
  readonly range?: KeyAttribute;
  readonly projection: { readonly ProjectionType: string; readonly NonKeyAttributes?: readonly string[] };
}

const key = (name: string, type: KeyAttribute['type'] = 'S'): KeyAttribute => ({ name, type });

const keySchema = ({ hash, range }: Pick<Shape, 'hash' | 'range'>) => [
  { AttributeName: hash.name, KeyType: 'HASH' },
  ...(range ? [{ AttributeName: range.name, KeyType: 'RANGE' }] : []),
];

/** What CreateTable needs for a shape. */
export function definition(shape: Shape): object {
  const keys = [shape, ...shape.indexes].flatMap(({ hash, range }) => (range ? [hash, range] : [hash]));
  const distinct = new Map(keys.map(({ name, type }) => [name, type]));
  const indexes = (wanted: IndexShape['scope']) => {
    const found = shape.indexes.filter(({ scope }) => scope === wanted);
    return found.map((index) => ({
      IndexName: index.name,
      KeySchema: keySchema(index),
      Projection: index.projection,
    }));
  };
  const [globals, locals] = [indexes('Global'), indexes('Local')];
  return {
    TableName: shape.name,
    BillingMode: 'PAY_PER_REQUEST',
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    KeySchema: keySchema(shape),
    AttributeDefinitions: [...distinct].map(([AttributeName, AttributeType]) => ({
      AttributeName,
      AttributeType,
    })),
    ...(globals.length > 0 && { GlobalSecondaryIndexes: globals }),
    ...(locals.length > 0 && { LocalSecondaryIndexes: locals }),
  };
}

/** One table with indexes of every kind, one of numbers and bytes, one without a range key. */
export const shapes: readonly Shape[] = [
  {
    name: 'indexed',
    hash: key('pk'),
    range: key('sk'),
    indexes: [
      {
        name: 'some',
        scope: 'Global',
        hash: key('g'),
        range: key('h', 'N'),
        projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['a', 'mp'] },
      },
      { name: 'all', scope: 'Global', hash: key('g'), projection: { ProjectionType: 'ALL' } },
      {
        name: 'near',
        scope: 'Local',
        hash: key('pk'),
        range: key('l'),
        projection: { ProjectionType: 'KEYS_ONLY' },
      },
      {
        name: 'whole',
        scope: 'Local',
        hash: key('pk'),
        range: key('h', 'N'),
        projection: { ProjectionType: 'ALL' },
      },
    ],
  },
  { name: 'numbers', hash: key('pk', 'N'), range: key('sk', 'B'), indexes: [] },
  { name: 'plain', hash: key('pk'), indexes: [] },
];
