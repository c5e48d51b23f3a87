import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { fromAttributes } from '../../domain/attributes.ts';
import type { Change } from '../../domain/reports/item-facts.ts';
import type { Item } from '../../domain/table.ts';

type Image = NonNullable<NonNullable<DynamoDBRecord['dynamodb']>['NewImage']>;

/** Our records have no bytes, the one type that a stream's JSON writes otherwise than the SDK. */
const itemOf = (image: Image | undefined): Item | undefined =>
  image && (fromAttributes(image as Record<string, AttributeValue>) as Item);

/** The change of an item that a record of the table's stream tells of. */
export const changeOf = ({ dynamodb }: DynamoDBRecord): Change => ({
  before: itemOf(dynamodb?.OldImage),
  after: itemOf(dynamodb?.NewImage),
});
