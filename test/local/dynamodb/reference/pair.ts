import { once } from 'node:events';
import type { Server } from 'node:http';
import { awsServer } from '../../../../local/wire/aws-server.ts';
import { Laptop } from '../laptop.ts';
import { type Answer, Client, type Request } from './client.ts';
import type { DynamoDbLocal } from './dynamodb-local.ts';

/** A request and what both sides answered. */
export interface Exchange {
  readonly request: Request;
  readonly theirs: Answer;
  readonly ours: Answer;
}

/** DynamoDB Local and our DynamoDB, each behind its AWS port, asked the same. */
export class Pair {
  readonly laptop: Laptop;
  readonly #server: Server;
  readonly #theirs: Client;
  readonly #ours: Client;

  private constructor(laptop: Laptop, server: Server, theirs: Client, ours: Client) {
    this.laptop = laptop;
    this.#server = server;
    this.#theirs = theirs;
    this.#ours = ours;
  }

  static async open({ origin }: DynamoDbLocal): Promise<Pair> {
    const laptop = new Laptop();
    const services = new Map([laptop.service, laptop.streams].map((service) => [service.id, service]));
    const server = awsServer({
      services,
      dispatch: async (service, operation, input, caller) =>
        services.get(service)?.call(operation, input, caller),
      kept: () => laptop.store.kept(),
      callerOf: () => ({}),
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('a TCP server without a port');
    return new Pair(laptop, server, new Client(origin), new Client(`http://127.0.0.1:${address.port}`));
  }

  async ask(operation: string, input: object): Promise<Exchange> {
    const request = { operation, input };
    const [theirs, ours] = await Promise.all([this.askOne('theirs', request), this.askOne('ours', request)]);
    return { request, theirs, ours };
  }

  askOne(side: 'theirs' | 'ours', request: Request): Promise<Answer> {
    return side === 'theirs' ? this.#theirs.ask(request) : this.#ours.ask(request);
  }

  close(): void {
    this.#theirs.close();
    this.#ours.close();
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
