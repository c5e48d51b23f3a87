import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import brand from '#brand' with { type: 'json' };
import { parseBrand } from '../../domain/messages/brand.ts';
import { ShortLinks } from '../../domain/messages/short-links.ts';
import { Table } from '../../domain/table.ts';
import { awsClient } from '../shared/aws.ts';
import { http } from '../shared/http/http.ts';
import { logger } from '../shared/log.ts';
import { configure } from '../shared/spec.ts';
import { links } from './links.ts';
import { spec } from './spec.ts';

const config = configure(spec);
const log = logger(spec);
const table = new Table(awsClient(DynamoDBClient), config.table);

export const handler = http(links({ links: new ShortLinks(table), brand: parseBrand(brand) }, log), log);
