import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { Permits } from '../../domain/keys/permits.ts';
import { Line } from '../../domain/line/line.ts';
import { Table } from '../../domain/table.ts';
import { SigningKey } from '../../domain/tokens/signing-key.ts';
import { awsClient } from '../shared/aws.ts';
import { http } from '../shared/http/http.ts';
import { Keyring } from '../shared/http/keyring.ts';
import { logger } from '../shared/log.ts';
import { configure } from '../shared/spec.ts';
import { ingest } from './ingest.ts';
import { spec } from './spec.ts';

const config = configure(spec);
const table = new Table(awsClient(DynamoDBClient), config.table);
const signingKey = new SigningKey(awsClient(SSMClient), config.signingKey);

export const handler = http(
  ingest({
    table,
    line: new Line(awsClient(SQSClient), config.line),
    signingKey: (now) => signingKey.read(now),
    keyring: new Keyring(awsClient(SSMClient), config.keys, table),
    permits: new Permits(table),
  }),
  logger(spec),
);
