import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import brand from '#brand' with { type: 'json' };
import { Line } from '../../domain/line/line.ts';
import { parseBrand } from '../../domain/messages/brand.ts';
import { Table } from '../../domain/table.ts';
import { SigningKey } from '../../domain/tokens/signing-key.ts';
import { awsClient } from '../shared/aws.ts';
import { http } from '../shared/http/http.ts';
import { logger } from '../shared/log.ts';
import { configure } from '../shared/spec.ts';
import { referrals } from './referrals.ts';
import { spec } from './spec.ts';

const config = configure(spec);
const signingKey = new SigningKey(awsClient(SSMClient), config.signingKey);
const log = logger(spec);

export const handler = http(
  referrals(
    {
      table: new Table(awsClient(DynamoDBClient), config.table),
      line: new Line(awsClient(SQSClient), config.line),
      signingKey: (now) => signingKey.read(now),
      brand: parseBrand(brand),
    },
    log,
  ),
  log,
);
