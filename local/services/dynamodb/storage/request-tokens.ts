import { hash } from 'node:crypto';
import { AwsError } from '../../../aws-error.ts';
import type { ServiceContext } from '../../../service.ts';
import { invalid } from '../refusals.ts';

/** How long a transaction's token stands for it. */
const lifetimeMs = 10 * 60 * 1000;
const maxLength = 36;

/** Remembers transactions by their client's token, so that one sent again is not carried out again. */
export class RequestTokens {
  readonly #context: ServiceContext;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  static create({ store }: ServiceContext): void {
    store.db.exec(
      `CREATE TABLE IF NOT EXISTS dynamodb_request_token
         (token TEXT PRIMARY KEY, request TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
       CREATE INDEX IF NOT EXISTS dynamodb_request_token_at ON dynamodb_request_token (at);`,
    );
  }

  /** Whether this very request was carried out under the token. @throws IdempotentParameterMismatchException */
  seen(token: string | undefined, request: unknown): boolean {
    if (!token) return false;
    if (token.length > maxLength)
      throw invalid(
        `Value ${token} at 'clientRequestToken' failed to satisfy constraint: Member must have length less than or equal to ${maxLength}`,
      );
    const { store, clock } = this.#context;
    const found = store.sql('SELECT request, at FROM dynamodb_request_token WHERE token = ?').get(token);
    if (!found || Number(found.at) <= clock.now() - lifetimeMs) return false;
    if (found.request !== digest(request))
      throw new AwsError(
        'IdempotentParameterMismatchException',
        'DynamoDB rejected the request because you retried a request with a different payload but with an ' +
          'idempotent token that was already used.',
      );
    return true;
  }

  /** Call in the transaction that carries the request out. */
  remember(token: string | undefined, request: unknown): void {
    if (!token) return;
    const { store, clock } = this.#context;
    const now = clock.now();
    store.sql('DELETE FROM dynamodb_request_token WHERE at <= ?').run(now - lifetimeMs);
    store
      .sql('INSERT INTO dynamodb_request_token (token, request, at) VALUES (?, ?, ?)')
      .run(token, digest(request), now);
  }
}

const digest = (request: unknown): string => hash('sha256', JSON.stringify(request), 'base64');
