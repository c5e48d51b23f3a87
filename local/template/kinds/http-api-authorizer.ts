import { isIdentitySource } from '../../http-api/identity-source.ts';
import type { AuthorizerDeclaration } from '../declarations.ts';
import type { Kind } from '../kind.ts';
import type { Place } from '../place.ts';
import {
  complaint,
  flag,
  list,
  optionalNumber,
  optionalText,
  type Resource,
  shortId,
  text,
} from '../resource.ts';
import { functionArnIn } from './http-api.ts';

const idOf = (resource: Resource, place: Place): string =>
  shortId(`${place.stackName}/${resource.logicalId}`, 6);

/** What is refused when the resource is made, by the rules of `CreateAuthorizer`. */
function check(resource: Resource, declared: AuthorizerDeclaration): void {
  const { payloadFormat, simpleResponses, ttlSeconds, identitySources } = declared;
  if (simpleResponses && payloadFormat === '1.0')
    throw complaint(resource, 'simple responses need payload format 2.0');
  if (ttlSeconds < 0 || ttlSeconds > 3_600)
    throw complaint(resource, `AuthorizerResultTtlInSeconds must be from 0 to 3600, not ${ttlSeconds}`);
  if (ttlSeconds > 0 && identitySources.length === 0)
    throw complaint(resource, 'answers can be kept only by identity sources, and there are none');
  const unknown = identitySources.find((source) => !isIdentitySource(source));
  if (unknown !== undefined)
    throw complaint(resource, `the local cloud does not know the identity source ${unknown}`);
}

/** A Lambda authorizer of an HTTP API. Left out, answers are kept for 300 seconds if there are identity sources to keep them by. */
export const httpApiAuthorizer: Kind = {
  type: 'AWS::ApiGatewayV2::Authorizer',
  ref: idOf,
  attribute: (resource, name, place) => (name === 'AuthorizerId' ? idOf(resource, place) : undefined),
  declare(resource, declarations, { place }) {
    const type = text(resource, 'AuthorizerType');
    if (type !== 'REQUEST') throw complaint(resource, `the local cloud does not know ${type} authorizers`);
    if (optionalText(resource, 'AuthorizerCredentialsArn') !== undefined)
      throw complaint(
        resource,
        'the local cloud calls authorizers by their functions’ own permission, not by a role',
      );
    const format = text(resource, 'AuthorizerPayloadFormatVersion');
    const functionArn = functionArnIn(text(resource, 'AuthorizerUri'), place);
    if ((format !== '1.0' && format !== '2.0') || functionArn === undefined)
      throw complaint(
        resource,
        'the local cloud knows authorizers that are functions, with payload format 1.0 or 2.0',
      );
    const identitySources = list<string>(resource, 'IdentitySource');
    const declared: AuthorizerDeclaration = {
      id: idOf(resource, place),
      functionArn,
      payloadFormat: format,
      simpleResponses: flag(resource.property('EnableSimpleResponses')),
      ttlSeconds:
        optionalNumber(resource, 'AuthorizerResultTtlInSeconds') ?? (identitySources.length > 0 ? 300 : 0),
      identitySources,
    };
    check(resource, declared);
    declarations.authorizers.push(declared);
  },
};
