import type { MessageCapture } from '../capture.ts';
import { durationMs } from '../duration.ts';
import type { Faults } from '../faults.ts';
import type { HttpRequest, HttpResponse } from '../http-api/exchange.ts';
import type { Outbound } from '../outbound.ts';
import { priceOf } from '../price.ts';
import type { Service } from '../service.ts';
import { settle } from '../settle.ts';
import type { Usage } from '../usage.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import type { Work } from '../work.ts';
import { faultFrom } from './fault-input.ts';
import { receive } from './inbound.ts';
import { changePhone } from './phone.ts';
import { ControlProblem, problemResponse } from './problem.ts';
import { changeSes } from './ses-account.ts';

export interface ControlOptions {
  readonly capture: MessageCapture;
  readonly outbound: Outbound;
  readonly faults: Faults;
  readonly clock: VirtualClock;
  readonly work: Work;
  readonly usage: Usage;
  readonly services: ReadonlyMap<string, Service>;
}

interface ControlRequest {
  readonly query: URLSearchParams;
  /** @throws ControlProblem when the body is not JSON. */
  json(): unknown;
  /** A body of `message/rfc822` as what is received, the envelope in the query; undefined for other types. */
  mail(): unknown;
}

type Route = (request: ControlRequest) => unknown;

const prefix = '/_local/';

/** Ten years: every hourly schedule fires on the way, which for the longest ISO 8601 can say would take for ever. */
const furthestMs = 3_660 * 86_400_000;

export const isControl = ({ target }: HttpRequest): boolean => target.startsWith(prefix);

/** Reads and moves the local cloud from outside: `/_local/…` on the public port. */
export class Control {
  readonly #routes: Readonly<Record<string, Route>>;

  constructor(options: ControlOptions) {
    this.#routes = routesOf(options);
  }

  async handle(request: HttpRequest): Promise<HttpResponse> {
    try {
      const url = new URL(request.target, 'http://localhost');
      const route = this.#find(request.method, url.pathname);
      const answer = await route({
        query: url.searchParams,
        json: () => parse(request.body),
        mail: () => mailIn(request, url.searchParams),
      });
      return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer) };
    } catch (error) {
      if (error instanceof ControlProblem) return problemResponse(error);
      throw error;
    }
  }

  #find(method: string, path: string): Route {
    const name = path.slice(prefix.length);
    const key = `${method} ${name}`;
    if (Object.hasOwn(this.#routes, key)) return this.#routes[key]!;
    const others = Object.keys(this.#routes).filter((each) => each.endsWith(` ${name}`));
    if (others.length === 0) throw new ControlProblem(404, `there is no ${path}`);
    throw new ControlProblem(405, `${path} takes ${others.map((each) => each.split(' ')[0]).join(', ')}`);
  }
}

function routesOf(options: ControlOptions): Readonly<Record<string, Route>> {
  const { capture, outbound, faults, clock, work, usage, services } = options;
  const now = () => ({ now: new Date(clock.now()).toISOString() });
  return {
    'GET messages': ({ query }) => ({
      messages: capture.list({
        to: query.get('to') ?? undefined,
        channel: query.get('channel') ?? undefined,
      }),
    }),
    'GET outbound': ({ query }) => ({ requests: outbound.list(query.get('host') ?? undefined) }),
    'POST outbound/faults': (request) => {
      const fault = faultFrom(request.json());
      if ('service' in fault && !services.has(fault.service)) {
        const known = [...services.keys()].join(', ');
        throw new ControlProblem(400, `service: unknown service "${fault.service}"; known: ${known}`);
      }
      faults.add(fault);
      return fault;
    },
    'POST ses': (request) => changeSes(services, request.json()),
    'POST phones': (request) => changePhone(services, request.json()),
    'POST inbound': (request) => receive(services, request.mail() ?? request.json()),
    'GET clock': now,
    'POST clock/advance': async (request) => {
      await clock.advance(byOf(request.json()));
      return now();
    },
    'POST settle': async () => {
      await settle(work);
      return now();
    },
    'GET usage': () => usage,
    'GET price': () => priceOf(usage),
  };
}

function byOf(input: unknown): number {
  const by = typeof input === 'object' && input !== null && 'by' in input ? input.by : undefined;
  const ms = typeof by === 'string' ? durationMs(by) : undefined;
  if (ms === undefined) {
    throw new ControlProblem(400, 'by: give an ISO 8601 duration of weeks, days or less, as {"by":"P3D"}');
  }
  if (ms > furthestMs) throw new ControlProblem(400, `by: at most P3660D at once, not ${by}`);
  return ms;
}

function mailIn({ headers, body }: HttpRequest, query: URLSearchParams): unknown {
  const isMail = /^message\/rfc822\b/i.test(headers['content-type'] ?? '');
  return isMail
    ? { channel: 'email', ...Object.fromEntries(query), raw: body.toString('latin1') }
    : undefined;
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw new ControlProblem(400, `body: not JSON (${error.message})`);
    throw error;
  }
}
