import type { Kind } from '../kind.ts';
import { arnIn, type Place } from '../place.ts';
import { optionalText, physicalName, type Resource, text } from '../resource.ts';

const nameOf = (resource: Resource, place: Place): string =>
  physicalName(resource, 'Name', place, { longest: 1_011 });

export const ssmParameter: Kind = {
  type: 'AWS::SSM::Parameter',
  ref: nameOf,
  attribute(resource, name, place) {
    if (name === 'Arn') return arnIn(place, 'ssm', `parameter/${nameOf(resource, place).replace(/^\//, '')}`);
    return name === 'Type' || name === 'Value' ? text(resource, name) : undefined;
  },
  async deploy(resource, call, place) {
    await call('ssm', 'PutParameter', {
      Name: nameOf(resource, place),
      Description: optionalText(resource, 'Description'),
      Type: text(resource, 'Type'),
      Value: text(resource, 'Value'),
      Overwrite: true,
    });
  },
};
