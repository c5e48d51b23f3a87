import { byAddress } from '../../domain/inbound/by-address.ts';
import { take } from '../../domain/inbound/take.ts';
import type { Line } from '../../domain/line/line.ts';
import type { Table } from '../../domain/table.ts';
import { readJsonObject } from '../shared/http/body.ts';
import type { HttpHandler, HttpRequest, HttpResponse } from '../shared/http/http.ts';
import { Problem } from '../shared/http/problem.ts';
import type { Log } from '../shared/log.ts';
import { messagesIn } from './messages.ts';
import type { Secrets } from './secrets.ts';
import { isSame, isSigned } from './signature.ts';

export interface Outside {
  readonly table: Table;
  readonly line: Pick<Line, 'send'>;
  /** Undefined where the owner has connected no page. */
  readonly secrets: (now: Date) => Promise<Secrets | undefined>;
}

/** Meta gathers events, though never so many. */
const mostBytes = 256 * 1024;

/** What Meta makes up; it is answered as it came, so it must be nothing that a browser would run. */
const challengeForm = /^[\w-]{1,200}$/;

const plain = (body: string): HttpResponse => ({
  statusCode: 200,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
  body,
});

/** Answers Meta when the webhook is set up, and takes what it tells of messages to the page, if Meta signed it. */
export const pageWebhook =
  (outside: Outside, log: Log): HttpHandler =>
  async (request) => {
    const now = new Date();
    const secrets = await outside.secrets(now);
    if (!secrets) throw new Problem(404, 'no page is connected: docs/deploy.md tells how');
    if (request.routeKey === 'GET /webhooks/meta') return plain(challengeIn(request, secrets));

    const { body = '', isBase64Encoded, headers } = request;
    const raw = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
    if (raw.length > mostBytes)
      throw new Problem(413, `body: larger than ${mostBytes} bytes`, { field: 'body' });
    if (!isSigned(raw, headers['x-hub-signature-256'], secrets.appSecret))
      throw new Problem(401, 'x-hub-signature-256: not the signature of this body by the app’s secret', {
        field: 'x-hub-signature-256',
      });
    const messages = messagesIn(readJsonObject(request, mostBytes));
    if (!messages) throw new Problem(400, 'object: only what is about a page is taken', { field: 'object' });
    for (const told of messages)
      log.info('received', await take(outside, await byAddress(outside.table, told, now), now));
    return plain('EVENT_RECEIVED');
  };

function challengeIn({ queryStringParameters: query = {} }: HttpRequest, { verifyToken }: Secrets): string {
  const { 'hub.mode': mode, 'hub.verify_token': token = '', 'hub.challenge': challenge = '' } = query;
  if (mode !== 'subscribe') throw new Problem(400, 'hub.mode: must be subscribe', { field: 'hub.mode' });
  if (!isSame(token, verifyToken))
    throw new Problem(403, 'hub.verify_token: not the one that the owner chose', {
      field: 'hub.verify_token',
    });
  if (!challengeForm.test(challenge))
    throw new Problem(400, 'hub.challenge: must be letters and digits', { field: 'hub.challenge' });
  return challenge;
}
