import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Cloud } from '../../local/cloud.ts';

/** A schedule's event on somebody's timeline. */
export interface Firing {
  readonly person: string;
  /** How long after its moment it was recorded, in milliseconds of the cloud's clock. */
  readonly lateBy: number;
  /** Why it counts for nothing, if it does. */
  readonly refused?: string;
}

interface Page {
  readonly Items: readonly Parameters<typeof unmarshall>[0][];
  readonly LastEvaluatedKey?: object;
}

/** Every `Schedule Fired` that was recorded, from a scan of the table. */
export async function* firings(cloud: Cloud): AsyncGenerator<Firing, void, undefined> {
  const { TableNames } = (await cloud.call('dynamodb', 'ListTables')) as { TableNames: string[] };
  let from: object | undefined;
  do {
    const page = (await cloud.call('dynamodb', 'Scan', {
      TableName: TableNames[0],
      FilterExpression: '#name = :fired',
      ExpressionAttributeNames: { '#name': 'name' },
      ExpressionAttributeValues: { ':fired': { S: 'Schedule Fired' } },
      ...(from && { ExclusiveStartKey: from }),
    })) as Page;
    for (const item of page.Items) {
      const { person, at, properties, refused } = unmarshall(item);
      yield { person, lateBy: Date.parse(at) - Date.parse(properties.at), ...(refused && { refused }) };
    }
    from = page.LastEvaluatedKey;
  } while (from);
}
