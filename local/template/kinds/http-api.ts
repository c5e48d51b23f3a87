import type { CorsDeclaration } from '../declarations.ts';
import type { Kind } from '../kind.ts';
import { arnIn, type Place } from '../place.ts';
import {
  complaint,
  flag,
  object,
  optionalNumber,
  optionalText,
  type Resource,
  shortId,
  text,
} from '../resource.ts';

interface CorsConfiguration {
  readonly AllowOrigins: readonly string[];
  readonly AllowMethods: readonly string[];
  readonly AllowHeaders: readonly string[];
  readonly ExposeHeaders: readonly string[];
  readonly MaxAge: number;
  readonly AllowCredentials: unknown;
}

function corsOf(resource: Resource): CorsDeclaration | undefined {
  if (resource.property('CorsConfiguration') === undefined) return undefined;
  const cors = object<CorsConfiguration>(resource, 'CorsConfiguration');
  return {
    allowOrigins: cors.AllowOrigins ?? [],
    allowMethods: cors.AllowMethods ?? [],
    allowHeaders: (cors.AllowHeaders ?? []).map((name) => name.toLowerCase()),
    exposeHeaders: cors.ExposeHeaders ?? [],
    maxAgeSeconds: cors.MaxAge,
    allowCredentials: flag(cors.AllowCredentials),
  };
}

const idOf = (resource: Resource, place: Place): string =>
  shortId(`${place.stackName}/${resource.logicalId}`, 10);

export const httpApi: Kind = {
  type: 'AWS::ApiGatewayV2::Api',
  ref: idOf,
  attribute(resource, name, place) {
    if (name === 'ApiId') return idOf(resource, place);
    return name === 'ApiEndpoint' ? place.publicOrigin : undefined;
  },
  declare(resource, declarations, { place }) {
    const protocol = text(resource, 'ProtocolType');
    if (protocol !== 'HTTP') throw complaint(resource, `the local cloud serves HTTP APIs, not ${protocol}`);
    if (declarations.apis.length > 0) {
      throw complaint(resource, 'the local cloud serves one HTTP API; this is the second');
    }
    declarations.apis.push({ id: idOf(resource, place), cors: corsOf(resource) });
  },
};

const targetPrefix = 'integrations/';

export const httpApiRoute: Kind = {
  type: 'AWS::ApiGatewayV2::Route',
  ref: (resource, place) => shortId(`${place.stackName}/${resource.logicalId}`, 7),
  declare(resource, declarations) {
    const authorization = optionalText(resource, 'AuthorizationType') ?? 'NONE';
    if (authorization !== 'NONE' && authorization !== 'CUSTOM') {
      throw complaint(resource, `the local cloud does not know the authorization type ${authorization}`);
    }
    const target = text(resource, 'Target');
    if (!target.startsWith(targetPrefix)) throw complaint(resource, `${target} is not an integration`);
    declarations.routes.push({
      key: text(resource, 'RouteKey'),
      integration: target.slice(targetPrefix.length),
      authorizer: authorization === 'CUSTOM' ? text(resource, 'AuthorizerId') : undefined,
    });
  },
};

/** From a function's ARN, or the invocation URI that wraps it. */
export function functionArnIn(uri: string, place: Place): string | undefined {
  const prefix = arnIn(place, 'lambda', 'function:');
  const start = uri.indexOf(prefix);
  return start < 0 ? undefined : uri.slice(start).replace(/\/invocations$/, '');
}

const integrationId = (resource: Resource, place: Place): string =>
  shortId(`${place.stackName}/${resource.logicalId}`, 7);

export const httpApiIntegration: Kind = {
  type: 'AWS::ApiGatewayV2::Integration',
  ref: integrationId,
  declare(resource, declarations, { place }) {
    const type = text(resource, 'IntegrationType');
    const format = optionalText(resource, 'PayloadFormatVersion');
    const functionArn = functionArnIn(text(resource, 'IntegrationUri'), place);
    if (type !== 'AWS_PROXY' || format !== '2.0' || functionArn === undefined) {
      throw complaint(resource, 'the local cloud knows AWS_PROXY to a function with payload format 2.0');
    }
    declarations.integrations.push({
      id: integrationId(resource, place),
      functionArn,
      timeoutMs: optionalNumber(resource, 'TimeoutInMillis') ?? 30_000,
    });
  },
};

interface RouteSettings {
  readonly ThrottlingRateLimit?: number;
  readonly ThrottlingBurstLimit?: number;
}

const limitOf = ({ ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst }: RouteSettings) => ({
  rate,
  burst,
});

export const httpApiStage: Kind = {
  type: 'AWS::ApiGatewayV2::Stage',
  ref: (resource) => text(resource, 'StageName'),
  declare(resource, declarations) {
    const name = text(resource, 'StageName');
    if (name !== '$default')
      throw complaint(resource, `the local cloud serves the stage $default, not ${name}`);
    const routes = object<Record<string, RouteSettings>>(resource, 'RouteSettings');
    declarations.stages.push({
      limit: limitOf(object<RouteSettings>(resource, 'DefaultRouteSettings')),
      routeLimits: new Map(
        Object.entries(routes).map(([route, settings]) => [route, limitOf(settings ?? {})]),
      ),
      variables:
        resource.property('StageVariables') === undefined
          ? undefined
          : (object<Record<string, string>>(resource, 'StageVariables') as Record<string, string>),
    });
  },
};
