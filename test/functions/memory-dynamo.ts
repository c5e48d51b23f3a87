import { AwsError } from '../../local/aws-error.ts';
import { dynamodb } from '../../local/services/dynamodb/dynamodb.ts';
import { ServicesRig } from '../local/services-rig.ts';

/** An empty table `onward` in the local cloud's DynamoDB, without the wire: calls by operation. */
export function memoryDynamo(): (operation: string, input: object) => unknown {
  const service = dynamodb(new ServicesRig().context);
  const caller = {};
  service.call(
    'CreateTable',
    {
      TableName: 'onward',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
    },
    caller,
  );
  return (operation, input) => {
    try {
      return service.call(operation, input, caller);
    } catch (error) {
      // The SDK's errors carry what else the answer says.
      throw error instanceof AwsError ? Object.assign(error, error.details) : error;
    }
  };
}
