import type { Kind } from '../kind.ts';
import { arnIn, type Place, withLocalOrigin } from '../place.ts';
import { complaint, object, optionalNumber, physicalName, type Resource, text } from '../resource.ts';

const nameOf = (resource: Resource, place: Place): string =>
  physicalName(resource, 'FunctionName', place, { longest: 64 });

const lambdaFunctionArn = (resource: Resource, place: Place): string =>
  arnIn(place, 'lambda', `function:${nameOf(resource, place)}`);

export const lambdaFunction: Kind = {
  type: 'AWS::Lambda::Function',
  ref: nameOf,
  attribute: (resource, name, place) => (name === 'Arn' ? lambdaFunctionArn(resource, place) : undefined),
  declare(resource, declarations, { place, assetPath }) {
    const runtime = text(resource, 'Runtime');
    if (!runtime.startsWith('nodejs')) {
      throw complaint(resource, `the local cloud runs Node.js functions, not ${runtime}`);
    }
    const { S3Key } = object<{ S3Key: string }>(resource, 'Code');
    const directory = S3Key === undefined ? undefined : assetPath(S3Key);
    if (directory === undefined) throw complaint(resource, 'Code must be an asset of the synthesized app');
    const { Mode } = object<{ Mode: string }>(resource, 'TracingConfig');
    const { TargetArn } = object<{ TargetArn: string }>(resource, 'DeadLetterConfig');
    const { LogGroup = `/aws/lambda/${nameOf(resource, place)}` } = object<{ LogGroup: string }>(
      resource,
      'LoggingConfig',
    );
    const { Variables = {} } = object<{ Variables: Record<string, string> }>(resource, 'Environment');
    declarations.functions.push({
      name: nameOf(resource, place),
      arn: lambdaFunctionArn(resource, place),
      directory,
      handler: text(resource, 'Handler'),
      roleArn: text(resource, 'Role'),
      memoryMb: optionalNumber(resource, 'MemorySize') ?? 128,
      timeoutSeconds: optionalNumber(resource, 'Timeout') ?? 3,
      logGroupArn: arnIn(place, 'logs', `log-group:${LogGroup}`),
      isTraced: Mode === 'Active',
      deadLetterArn: TargetArn,
      environment: Object.fromEntries(
        Object.entries(Variables).map(([name, value]) => [name, withLocalOrigin(place, String(value))]),
      ),
    });
  },
};
