import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isPublicAddress, literalHost } from './public-address.ts';
import { PrivateAddress, publicLookup } from './public-lookup.ts';

/** How long a host may take for its whole answer, in milliseconds. */
const usualPatience = 10_000;

/** What is read of an answer, in bytes: its status says all, the rest is for the log. */
const mostRead = 4096;

export interface Post {
  /** https. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/**
 * `answered`: with that status. `unreached`: not a byte of the call got there. `forbidden`: it was not made, since the
 * host is none of the public Internet. `silent`: no answer, and nobody knows whether the host took it.
 */
export type PostOutcome =
  | { readonly kind: 'answered'; readonly status: number; readonly text: string }
  | { readonly kind: 'unreached' | 'forbidden' | 'silent'; readonly error: Error };

interface Conditions {
  /** In milliseconds. */
  readonly patience?: number;
  readonly lookup?: LookupFunction;
  /** Certificates to trust besides the machine's. */
  readonly ca?: string;
}

/**
 * Posts to an address that somebody outside chose. It goes to hosts of the public Internet alone, over https, follows no
 * redirect, and neither waits nor reads for ever. One attempt.
 */
export async function postOutside(
  { url, headers, body }: Post,
  { patience = usualPatience, lookup = publicLookup(), ca }: Conditions = {},
): Promise<PostOutcome> {
  const target = new URL(url);
  const address = literalHost(target);
  if (target.protocol !== 'https:')
    return { kind: 'forbidden', error: new Error(`${target.origin} is not reached by https`) };
  // A host that is written as an address is connected to without being looked up.
  if (address !== undefined && !isPublicAddress(address))
    return { kind: 'forbidden', error: new PrivateAddress(target.host, address) };

  const bytes = Buffer.from(body);
  let sent = true;
  try {
    const made = request(target, {
      method: 'POST',
      headers: { ...headers, 'content-length': String(bytes.length) },
      agent: false,
      lookup,
      ca,
      signal: AbortSignal.timeout(patience),
    });
    made.once('socket', (socket) => {
      sent = false;
      socket.once('secureConnect', () => {
        sent = true;
      });
    });
    const answer = new Promise<IncomingMessage>((resolve, reject) => {
      made.once('response', resolve).on('error', reject);
    });
    made.end(bytes);
    const message = await answer;
    const text = await beginningOf(message);
    made.destroy();
    return { kind: 'answered', status: message.statusCode ?? 0, text };
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    if (error instanceof PrivateAddress) return { kind: 'forbidden', error };
    return { kind: sent ? 'silent' : 'unreached', error };
  }
}

/** The beginning of an answer's text. Its status is known: what breaks after it changes nothing. */
async function beginningOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  const read = new Promise<void>((resolve) => {
    message.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= mostRead) resolve();
    });
    for (const end of ['end', 'error', 'close']) message.once(end, () => resolve());
  });
  await read;
  return Buffer.concat(chunks).subarray(0, mostRead).toString();
}
