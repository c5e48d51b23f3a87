import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import brand from '#brand' with { type: 'json' };
import { Line } from '../../domain/line/line.ts';
import { parseBrand } from '../../domain/messages/brand.ts';
import { Table } from '../../domain/table.ts';
import { awsClient } from '../shared/aws.ts';
import { http } from '../shared/http/http.ts';
import { logger } from '../shared/log.ts';
import { configure } from '../shared/spec.ts';
import { referrals } from './referrals.ts';
import { spec } from './spec.ts';

const config = configure(spec);
const log = logger(spec);

export const handler = http(
  referrals(
    {
      table: new Table(awsClient(DynamoDBClient), config.table),
      line: new Line(awsClient(SQSClient), config.line),
      brand: parseBrand(brand),
    },
    log,
  ),
  log,
);
