import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const statement = { Effect: 'Allow', Action: 'states:*', Resource: '*' };

const role = {
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'states.amazonaws.com' } },
      ],
    },
  },
};

const policy = {
  Type: 'AWS::IAM::Policy',
  Properties: {
    PolicyName: 'bench',
    PolicyDocument: { Version: '2012-10-17', Statement: [statement] },
    Roles: [{ Ref: 'Role' }],
  },
};

export const machineArn = (name: string): string =>
  `arn:aws:states:us-east-1:123456789012:stateMachine:${name}`;

/** Writes a synthesized app that has nothing but state machines, by name. */
export function writeMachines(directory: string, definitions: Readonly<Record<string, object>>): void {
  const machines = Object.entries(definitions).map(([name, Definition]) => [
    `Machine${name.replaceAll('-', '')}`,
    {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: { StateMachineName: name, RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] }, Definition },
    },
  ]);
  const artifact = {
    type: 'aws:cloudformation:stack',
    properties: { templateFile: 'Bench.template.json' },
  };
  const assets = { type: 'cdk:asset-manifest', properties: { file: 'Bench.assets.json' } };
  const write = (name: string, value: unknown) => writeFileSync(join(directory, name), JSON.stringify(value));
  mkdirSync(directory, { recursive: true });
  write('Bench.template.json', {
    Resources: { Role: role, Policy: policy, ...Object.fromEntries(machines) },
  });
  write('Bench.assets.json', { files: {} });
  write('manifest.json', { artifacts: { Bench: artifact, 'Bench.assets': assets } });
}
