import { JsonRpc } from './json-rpc.ts';
import type { WireRequest } from './message.ts';
import type { Protocol } from './protocol.ts';
import { Query } from './query.ts';
import { RestJson } from './rest-json.ts';
import { RestXml } from './rest-xml.ts';
import type { Signature } from './signature.ts';

type Refusing = Pick<Protocol, 'refuse'>;

const query = new Query('http://webservices.amazon.com/');
const json = new JsonRpc({ version: '1.1' });
const rest = new RestJson();
const s3 = new RestXml();

/** Called in the query protocol: by a form, or a link, with an `Action`. */
export function isQuery({ headers, query: parameters }: WireRequest): boolean {
  if (headers['x-amz-target'] !== undefined) return false;
  return /x-www-form-urlencoded/.test(headers['content-type'] ?? '') || parameters.has('Action');
}

/** In what a refusal is written when no service of ours is called: in what a client that calls so will read. */
export function guessedProtocol(request: WireRequest, signature?: Signature): Refusing {
  if (request.headers['x-amz-target'] !== undefined) return json;
  if (isQuery(request)) return query;
  return signature?.service === 's3' ? s3 : rest;
}
