interface Details {
  readonly detail?: string;
  readonly title?: string;
  readonly [member: string]: unknown;
}

function detailsIn(text: string): Details {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return {};
  }
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** The API's refusal as a sentence, or why there was no answer. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  /** 0 where there was no answer. */
  readonly status: number;
  /** Whether the same call may be taken in a moment. */
  readonly isPassing: boolean;
  /** Seconds, as the answer asks. */
  readonly retryAfter: number | undefined;
  /** The problem details, with members of its own kind. */
  readonly details: Details;

  constructor(
    message: string,
    given: {
      readonly status?: number;
      readonly isPassing?: boolean;
      readonly retryAfter?: number | undefined;
      readonly details?: Details;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, { cause: given.cause });
    this.status = given.status ?? 0;
    this.isPassing = given.isPassing ?? false;
    this.retryAfter = given.retryAfter;
    this.details = given.details ?? {};
  }

  static of({ status, headers }: Response, text: string): ApiProblem {
    const details = detailsIn(text);
    const after = Number(headers.get('retry-after') ?? Number.NaN);
    const request = headers.get('x-request-id');
    const said = sentence(details.detail ?? details.title ?? 'The answer says nothing more');
    return new ApiProblem(`${said} (${status}${status >= 500 && request ? `, request ${request}` : ''})`, {
      status,
      isPassing: status === 429 || status === 503,
      retryAfter: Number.isFinite(after) ? after : undefined,
      details,
    });
  }

  static unreachable(origin: string, cause: Error): ApiProblem {
    const why = cause.cause instanceof Error ? cause.cause.message : cause.message;
    return new ApiProblem(
      `${origin} does not answer (${why}). Is it running (npm start), and is the address right (--url, ONWARD_URL)?`,
      { isPassing: true, cause },
    );
  }
}
