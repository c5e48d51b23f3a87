import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

type Properties = Readonly<Record<string, unknown>>;

/** A resource of a template written by hand. */
export const resource = (Type: string, Properties: Properties = {}, more: Properties = {}) => ({
  Type,
  Properties,
  ...more,
});

/** A role's trust policy that lets one service of AWS in. */
export const trustIn = (service: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
});

export interface AssemblyInput {
  readonly resources: Readonly<Record<string, unknown>>;
  /** Source of each function's `index.mjs` by logical id; each gets a role `<id>Role`. */
  readonly functions?: Readonly<Record<string, string>>;
  /** Properties over those of `functions`. */
  readonly functionProperties?: Properties;
  /** Statements of each function's policy, by logical id. */
  readonly grants?: Readonly<Record<string, readonly unknown[]>>;
  readonly template?: Properties;
}

const functionResources = (id: string, properties: Properties = {}, grants: readonly unknown[] = []) => ({
  [id]: resource('AWS::Lambda::Function', {
    FunctionName: id.toLowerCase(),
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role: { 'Fn::GetAtt': [`${id}Role`, 'Arn'] },
    Code: { S3Bucket: 'assets', S3Key: `${id}.zip` },
    ...properties,
  }),
  [`${id}Role`]: resource('AWS::IAM::Role', {
    AssumeRolePolicyDocument: trustIn('lambda.amazonaws.com'),
    ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
  }),
  ...(grants.length > 0 && {
    [`${id}Policy`]: resource('AWS::IAM::Policy', {
      PolicyName: id,
      PolicyDocument: { Version: '2012-10-17', Statement: grants },
      Roles: [{ Ref: `${id}Role` }],
    }),
  }),
});

/** Writes what `cdk synth` would write for a small app, and removes it when the test is over. Returns the directory. */
export function writeAssembly(input: AssemblyInput): string {
  const directory = mkdtempSync(join(tmpdir(), 'assembly-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const { resources, functions = {}, functionProperties, grants = {}, template = {} } = input;
  const files: Record<string, unknown> = {};
  const Resources: Record<string, unknown> = { ...resources };
  for (const [id, source] of Object.entries(functions)) {
    mkdirSync(join(directory, `asset.${id}`));
    writeFileSync(join(directory, `asset.${id}`, 'index.mjs'), source);
    files[id] = {
      source: { path: `asset.${id}`, packaging: 'zip' },
      destinations: { current: { bucketName: 'assets', objectKey: `${id}.zip` } },
    };
    Object.assign(Resources, functionResources(id, functionProperties, grants[id]));
  }
  const write = (name: string, value: unknown): void =>
    writeFileSync(join(directory, name), JSON.stringify(value));
  write('Test.template.json', { ...template, Resources });
  write('Test.assets.json', { files });
  write('manifest.json', {
    artifacts: {
      Test: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Test.template.json' } },
      'Test.assets': { type: 'cdk:asset-manifest', properties: { file: 'Test.assets.json' } },
    },
  });
  return directory;
}

/** Resources of an HTTP API whose routes lead to functions, by logical id. */
export function httpApi(
  routes: Readonly<Record<string, string>>,
  api: Properties = {},
  stage: Properties = {},
) {
  const resources: Record<string, unknown> = {
    Api: resource('AWS::ApiGatewayV2::Api', { Name: 'api', ProtocolType: 'HTTP', ...api }),
    Stage: resource('AWS::ApiGatewayV2::Stage', { ApiId: { Ref: 'Api' }, StageName: '$default', ...stage }),
  };
  for (const [index, [key, functionId]] of Object.entries(routes).entries()) {
    resources[`Integration${index}`] = resource('AWS::ApiGatewayV2::Integration', {
      ApiId: { Ref: 'Api' },
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: { 'Fn::GetAtt': [functionId, 'Arn'] },
      PayloadFormatVersion: '2.0',
    });
    resources[`Route${index}`] = resource('AWS::ApiGatewayV2::Route', {
      ApiId: { Ref: 'Api' },
      RouteKey: key,
      Target: { 'Fn::Join': ['', ['integrations/', { Ref: `Integration${index}` }]] },
    });
    resources[`Permission${index}`] = resource('AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunction',
      FunctionName: { 'Fn::GetAtt': [functionId, 'Arn'] },
      Principal: 'apigateway.amazonaws.com',
      SourceArn: {
        'Fn::Sub': `arn:aws:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${Api}/*/*/*`,
      },
    });
  }
  return resources;
}
