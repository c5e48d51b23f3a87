import { STATUS_CODES } from 'node:http';
import type { HttpResponse } from './http.ts';

interface ProblemOptions {
  /** Instead of the status's own phrase. */
  readonly title?: string;
  /** A URI that names the kind of problem; about:blank when the status says it all. */
  readonly type?: string;
  /** The field of the request that is at fault. */
  readonly field?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members of the document. */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** A refusal that the caller is told about, as RFC 9457 problem details. Thrown by handlers; `http` answers with it. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly options: ProblemOptions;

  /** @param detail a sentence: what was wrong with what, and what to do */
  constructor(status: number, detail: string, options: ProblemOptions = {}) {
    super(detail);
    this.status = status;
    this.options = options;
  }

  toResponse(requestId: string): HttpResponse {
    const {
      title = STATUS_CODES[this.status],
      type = 'about:blank',
      field,
      headers,
      extensions,
    } = this.options;
    return {
      statusCode: this.status,
      headers: { 'content-type': 'application/problem+json', ...headers },
      body: JSON.stringify({
        type,
        title,
        status: this.status,
        detail: this.message,
        field,
        instance: `urn:request:${requestId}`,
        ...extensions,
      }),
    };
  }
}
