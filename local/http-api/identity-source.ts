import type { HttpApiEvent } from './event.ts';

const form =
  /^\$(request\.(?<place>header|querystring)\.(?<name>.+)|context\.(?<context>.+)|stageVariables\.(?<variable>.+))$/;

export const isIdentitySource = (expression: string): boolean => form.test(expression);

/** A value of the request's context by its path, as `routeKey` or `http.sourceIp`; `identity.sourceIp` is the caller's address. */
function contextValue({ requestContext }: HttpApiEvent, path: string): unknown {
  const parts = path === 'identity.sourceIp' ? ['http', 'sourceIp'] : path.split('.');
  return parts.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null
        ? (value as Readonly<Record<string, unknown>>)[part]
        : undefined,
    requestContext,
  );
}

function sourceValue(expression: string, event: HttpApiEvent): unknown {
  const { place, name = '', context, variable } = form.exec(expression)?.groups ?? {};
  if (place === 'header') return event.headers[name.toLowerCase()];
  if (place === 'querystring') return event.queryStringParameters?.[name];
  if (context !== undefined) return contextValue(event, context);
  return event.stageVariables?.[variable ?? ''];
}

/** What a request has for each of an authorizer's identity sources; undefined if one of them is lacking or empty. */
export function identityOf(sources: readonly string[], event: HttpApiEvent): readonly string[] | undefined {
  const values = sources.map((source) => sourceValue(source, event));
  const whole = values.every((value) => value !== undefined && value !== null && value !== '');
  return whole ? values.map(String) : undefined;
}
