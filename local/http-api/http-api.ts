import type { ServiceContext } from '../service.ts';
import { uuid } from '../services/unique-id.ts';
import type { CorsDeclaration, Declarations } from '../template/declarations.ts';
import type { TokenBucket } from '../token-bucket.ts';
import { Authorizer } from './authorizer.ts';
import { isPreflight, preflight, withCors } from './cors.ts';
import { decodedPath, httpApiEvent, withAuthorizer } from './event.ts';
import { type HttpRequest, type HttpResponse, message } from './exchange.ts';
import { httpResponse } from './response.ts';
import { Router } from './router.ts';
import { throttle } from './throttle.ts';

interface Route {
  readonly key: string;
  readonly functionArn: string;
  readonly timeoutMs: number;
  readonly throttle: TokenBucket;
  readonly authorizer: Authorizer | undefined;
}

/** Whether a function's policy lets API Gateway call it for a route or an authorizer of ours, given by its ARN. */
export type MayInvoke = (functionArn: string, sourceArn: string) => boolean;

/** Bytes of a request's body that API Gateway takes. */
export const largestBody = 10 * 1024 * 1024;

/** The template's HTTP API: routes requests to functions as API Gateway does. */
export class HttpApi {
  readonly #context: ServiceContext;
  readonly #id: string;
  readonly #cors: CorsDeclaration | undefined;
  readonly #stageVariables: Readonly<Record<string, string>> | undefined;
  readonly #mayInvoke: MayInvoke;
  readonly #router = new Router<Route>();

  /** @throws Error naming a route whose integration or authorizer is not in the template. */
  constructor(declarations: Declarations, context: ServiceContext, mayInvoke: MayInvoke) {
    const [api] = declarations.apis;
    const [stage] = declarations.stages;
    this.#context = context;
    this.#mayInvoke = mayInvoke;
    this.#id = api?.id ?? 'none';
    this.#cors = api?.cors;
    this.#stageVariables = stage?.variables;
    const shared = throttle(stage?.limit ?? {});
    const authorizers = new Map(
      declarations.authorizers.map((each) => [
        each.id,
        new Authorizer(each, context, () =>
          mayInvoke(each.functionArn, this.#arnOf(`authorizers/${each.id}`)),
        ),
      ]),
    );
    for (const { key, integration, authorizer: authorizerId } of declarations.routes) {
      const target = declarations.integrations.find(({ id }) => id === integration);
      if (!target) throw new Error(`route ${key}: there is no integration ${integration}`);
      const authorizer = authorizerId === undefined ? undefined : authorizers.get(authorizerId);
      if (authorizerId !== undefined && !authorizer)
        throw new Error(`route ${key}: there is no authorizer ${authorizerId}`);
      const own = stage?.routeLimits.get(key);
      const limit = own ? throttle({ ...stage?.limit, ...own }) : shared;
      const { functionArn, timeoutMs } = target;
      this.#router.add(key, { key, functionArn, timeoutMs, throttle: limit, authorizer });
    }
  }

  /**
   * Answers a request, counted as work.
   * @param throttled whether the stage's limits hold; they go by the machine's clock.
   */
  async handle(request: HttpRequest, throttled: boolean): Promise<HttpResponse> {
    const { usage, work, random } = this.#context;
    usage.httpRequests += 1;
    const requestId = uuid(random);
    const end = work.begin();
    try {
      const response = await this.#answer(request, requestId, throttled);
      return { ...response, headers: { ...response.headers, 'apigw-requestid': requestId } };
    } finally {
      end();
    }
  }

  async #answer(request: HttpRequest, requestId: string, throttled: boolean): Promise<HttpResponse> {
    const cors = this.#cors;
    if (cors && isPreflight(request)) return preflight(cors, request);
    const response = await this.#route(request, requestId, throttled);
    return cors ? withCors(cors, request, response) : response;
  }

  async #route(request: HttpRequest, requestId: string, throttled: boolean): Promise<HttpResponse> {
    const { target, method } = request;
    const mark = target.indexOf('?');
    const path = decodedPath(mark < 0 ? target : target.slice(0, mark));
    const query = mark < 0 ? '' : target.slice(mark + 1);
    if (path === undefined) return message(400, 'Bad Request');
    const match = this.#router.match(method, path);
    if (!match) return message(404, 'Not Found');
    if (request.body.length > largestBody) return message(413, 'Request Entity Too Large');
    const { key: routeKey, functionArn, timeoutMs, throttle, authorizer } = match.route;
    if (throttled && !throttle.allows()) return message(429, 'Too Many Requests');

    const { accountId, region, clock } = this.#context;
    const { pathParameters } = match;
    const event = httpApiEvent(
      request,
      path,
      query,
      { routeKey, pathParameters },
      {
        accountId,
        apiId: this.#id,
        region,
        stageVariables: this.#stageVariables,
        now: clock.now(),
        requestId,
      },
    );
    const asked = authorizer && (await authorizer.ask(event, this.#arnOf(`$default/${method}${path}`)));
    if (asked?.passed === false) return asked.response;
    const resource = routeKey === '$default' ? routeKey : `${method}${routeKey.replace(/^\S+\s*/, '')}`;
    if (!this.#mayInvoke(functionArn, this.#arnOf(`$default/${resource}`)))
      return message(500, 'Internal Server Error');
    return this.#invoke(functionArn, asked ? withAuthorizer(event, asked.context) : event, timeoutMs);
  }

  #arnOf(what: string): string {
    const { accountId, region } = this.#context;
    return `arn:aws:execute-api:${region}:${accountId}:${this.#id}/${what}`;
  }

  async #invoke(functionArn: string, event: unknown, timeoutMs: number): Promise<HttpResponse> {
    const late = Promise.withResolvers<HttpResponse>();
    const inTime = this.#context.pace.limit(timeoutMs, () =>
      late.resolve(message(503, 'Service Unavailable')),
    );
    const answer = this.#context
      .invoke(functionArn, event)
      .then((result) =>
        'error' in result ? message(500, 'Internal Server Error') : httpResponse(result.payload),
      );
    try {
      return await Promise.race([answer, late.promise]);
    } finally {
      inTime();
    }
  }
}
