import { Agent, request as send } from 'node:http';

/** A call as it goes over the wire. */
export interface Request {
  readonly operation: string;
  readonly input: object;
}

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [member: string]: Json;
}

export interface Answer {
  readonly status: number;
  readonly body: JsonObject;
}

const headers = {
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-date': '20261101T000000Z',
  // Neither side verifies signatures.
  authorization:
    'AWS4-HMAC-SHA256 Credential=reference/20261101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
};

const ofStreams: ReadonlySet<string> = new Set([
  'ListStreams',
  'DescribeStream',
  'GetShardIterator',
  'GetRecords',
]);

/** Speaks DynamoDB's protocol without an SDK, which would refuse malformed calls by itself. */
export class Client {
  readonly #origin: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(origin: string) {
    this.#origin = origin;
  }

  ask({ operation, input }: Request): Promise<Answer> {
    const body = JSON.stringify(input);
    return new Promise((resolve, reject) => {
      const call = send(this.#origin, {
        method: 'POST',
        agent: this.#agent,
        headers: {
          ...headers,
          'content-length': Buffer.byteLength(body),
          'x-amz-target': `${ofStreams.has(operation) ? 'DynamoDBStreams' : 'DynamoDB'}_20120810.${operation}`,
        },
      });
      call.on('error', reject);
      call.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            body: JSON.parse(Buffer.concat(chunks).toString() || '{}'),
          }),
        );
      });
      call.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
