import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type HttpRequest, type HttpResponse, message } from './exchange.ts';
import { largestBody } from './http-api.ts';

/** Hop-by-hop headers do not reach functions. */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'te',
  'proxy-connection',
]);

function headersOf(incoming: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value === undefined || hopByHop.has(name)) continue;
    headers[name] = Array.isArray(value) ? value.join(',') : value;
  }
  return headers;
}

/** The whole body, or undefined if it is larger than API Gateway takes. */
function bodyOf(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= largestBody) chunks.push(chunk);
    });
    incoming.on('end', () => resolve(size <= largestBody ? Buffer.concat(chunks) : undefined));
    incoming.on('error', reject);
  });
}

function send(outgoing: ServerResponse, { status, headers, cookies = [], body }: HttpResponse): void {
  outgoing.writeHead(status, {
    ...headers,
    ...(cookies.length > 0 && { 'set-cookie': [...cookies] }),
    ...(status !== 204 && status !== 304 && { 'content-length': Buffer.byteLength(body) }),
  });
  outgoing.end(body);
}

async function exchange(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: (request: HttpRequest) => Promise<HttpResponse>,
): Promise<void> {
  const hasBody =
    incoming.headers['content-length'] !== undefined || incoming.headers['transfer-encoding'] !== undefined;
  const body = hasBody ? await bodyOf(incoming) : Buffer.alloc(0);
  if (body === undefined) {
    send(outgoing, message(413, 'Request Entity Too Large'));
    return;
  }
  const response = await answer({
    method: incoming.method ?? 'GET',
    target: incoming.url ?? '/',
    headers: headersOf(incoming),
    body,
    sourceIp: incoming.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '127.0.0.1',
  });
  send(outgoing, response);
}

/** A server for the public port. What goes wrong in answering is a 500 and reported. */
export function publicServer(
  answer: (request: HttpRequest) => Promise<HttpResponse>,
  report: (error: unknown) => void,
): Server {
  return createServer((incoming, outgoing) => {
    exchange(incoming, outgoing, answer).catch((error) => {
      // A client that hung up while it was sending is no trouble of ours.
      if (incoming.destroyed && !incoming.complete) return;
      report(error);
      if (outgoing.headersSent) outgoing.destroy();
      else send(outgoing, message(500, 'Internal Server Error'));
    });
  });
}
