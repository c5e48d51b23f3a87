import type { HttpResponse } from '../http-api/exchange.ts';

/** A request to the control that cannot be carried out, told as problem details (RFC 9457). */
export class ControlProblem extends Error {
  override readonly name = 'ControlProblem';
  readonly status: number;

  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  404: 'Not Found',
  405: 'Method Not Allowed',
  422: 'Unprocessable Content',
};

export const problemResponse = ({ status, message }: ControlProblem): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/problem+json' },
  body: JSON.stringify({ type: 'about:blank', title: titles[status] ?? 'Error', status, detail: message }),
});
