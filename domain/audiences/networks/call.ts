import type { Answer, HttpCall } from './network.ts';

/** How long a network may take to answer, its body included, in milliseconds. */
const usualPatience = 15_000;

/** What a network says when it says nothing: no connection, or no answer in time. Asking again is all that helps. */
const silence: Answer = { status: 503, body: {} };

function parsed(text: string): Answer['body'] {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? { ...body } : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** Makes a call and reads its answer. Silence is an answer too: a call whose fate is unknown may be repeated. */
export async function call(
  { method, url, headers, body }: HttpCall,
  authorisation: Readonly<Record<string, string>>,
  patience = usualPatience,
): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method,
      headers: {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
        ...authorisation,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(patience),
    });
    return { status: response.status, body: parsed(await response.text()) };
  } catch (error) {
    if (!(error instanceof TypeError) && !isTimeout(error)) throw error;
    return silence;
  }
}

const isTimeout = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
