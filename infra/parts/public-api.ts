import { CfnOutput, Duration, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaAuthorizer, HttpLambdaResponseType } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { guardedRoutes } from '../api-document.ts';
import { logGroup } from './log-group.ts';

/** No query strings (links carry tokens there) and no addresses of callers. */
const accessLog = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  routeKey: '$context.routeKey',
  status: '$context.status',
  responseLatency: '$context.responseLatency',
  responseLength: '$context.responseLength',
  integrationRequestId: '$context.integration.requestId',
  integrationError: '$context.integrationErrorMessage',
  error: '$context.error.message',
};

const methods: ReadonlyMap<string, HttpMethod> = new Map(
  Object.values(HttpMethod).map((method) => [method, method]),
);

interface PublicApiProps {
  readonly logRetentionDays: number;
  readonly throttleRate: number;
  readonly throttleBurst: number;
  /** Origin of an own domain in front of the API; empty for the API's own. */
  readonly publicUrl: string;
}

/** The HTTP API: every public route, on the `$default` stage. */
export class PublicApi extends Construct {
  readonly api: HttpApi;
  /** Origin that links to it start with, without a trailing slash. */
  readonly url: string;
  #authorizer: HttpLambdaAuthorizer | undefined;

  constructor(scope: Construct, id: string, props: PublicApiProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', {
      apiName: 'onward',
      description: 'Onward: events in, pages for customers, the API for marketers and engineers',
      createDefaultStage: false,
      corsPreflight: {
        allowOrigins: ['*'],
        allowHeaders: ['authorization', 'content-type'],
        allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.POST, CorsHttpMethod.OPTIONS],
        maxAge: Duration.hours(2),
      },
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: props.throttleRate, burstLimit: props.throttleBurst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(
          logGroup(this, '/aws/vendedlogs/http-api/onward', props.logRetentionDays),
        ),
        format: AccessLogFormat.custom(JSON.stringify(accessLog)),
      },
    });
    Validations.of(this.api).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason:
        'The API for marketers and engineers has an authorizer. Elsewhere the functions themselves check keys and ' +
        'signed links: text/plain bodies of browsers carry their key inside, and it would be a second call per event.',
    });
    this.url = props.publicUrl || this.api.apiEndpoint;
    new CfnOutput(scope, 'PublicUrl', { description: 'Where the HTTP API answers', value: this.url });
  }

  /**
   * Asks this function about each call of a guarded route. It has no identity source, so that nobody is refused before
   * it is asked, and its answers are not kept, since each call counts: refusals are for the functions (docs/adr/0036).
   */
  authorizeWith(target: IFunction): void {
    this.#authorizer = new HttpLambdaAuthorizer('Authorizer', target, {
      authorizerName: 'onward-keys',
      responseTypes: [HttpLambdaResponseType.SIMPLE],
      identitySource: [],
      resultsCacheTtl: Duration.seconds(0),
    });
  }

  /** Sends requests of these routes (`METHOD /path/{variable}`) to a function. */
  route(target: IFunction, name: string, routes: readonly string[]): void {
    const integration = new HttpLambdaIntegration(`${name}-integration`, target, {
      // One permission for all routes: a function's policy ends at 20 KB.
      scopePermissionToRoute: false,
    });
    for (const route of routes) {
      const [verb = '', path = ''] = route.split(' ');
      const method = methods.get(verb);
      if (!method || !path.startsWith('/'))
        throw new Error(`functions/${name}: route "${route}" is not of the form "METHOD /path"`);
      const authorizer = guardedRoutes.has(route) ? this.#authorizer : undefined;
      if (guardedRoutes.has(route) && !authorizer)
        throw new Error(`functions/${name}: "${route}" is guarded, and no function before it authorizes`);
      this.api.addRoutes({ path, methods: [method], integration, ...(authorizer && { authorizer }) });
    }
  }
}
