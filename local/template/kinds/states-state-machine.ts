import { type Kind, refusedWith } from '../kind.ts';
import { arnIn, type Place } from '../place.ts';
import {
  complaint,
  lowerCamel,
  object,
  optionalText,
  physicalName,
  type Resource,
  text,
} from '../resource.ts';

const nameOf = (resource: Resource, place: Place): string =>
  physicalName(resource, 'StateMachineName', place, { longest: 80 });

const arnOf = (resource: Resource, place: Place): string =>
  arnIn(place, 'states', `stateMachine:${nameOf(resource, place)}`);

/** The definition's text with `${Name}` replaced as DefinitionSubstitutions says. */
function definitionOf(resource: Resource): string {
  const given = resource.property('DefinitionString') ?? resource.property('Definition');
  if (given === undefined) throw complaint(resource, 'give the definition as DefinitionString or Definition');
  const definition = typeof given === 'string' ? given : JSON.stringify(given);
  const substitutions = object<Record<string, string>>(resource, 'DefinitionSubstitutions');
  return definition.replace(/\$\{([A-Za-z0-9_]+)\}/g, (placeholder, name: string) => {
    const value = substitutions[name];
    return value === undefined ? placeholder : JSON.stringify(String(value)).slice(1, -1);
  });
}

export const statesStateMachine: Kind = {
  type: 'AWS::StepFunctions::StateMachine',
  ref: arnOf,
  attribute(resource, name, place) {
    if (name === 'Arn') return arnOf(resource, place);
    return name === 'Name' ? nameOf(resource, place) : undefined;
  },
  async deploy(resource, call, place) {
    const machine = {
      definition: definitionOf(resource),
      roleArn: text(resource, 'RoleArn'),
      loggingConfiguration: lowerCamel(resource.property('LoggingConfiguration')),
      tracingConfiguration: lowerCamel(resource.property('TracingConfiguration')),
    };
    // First the update: to CreateStateMachine, a machine that differs in its role alone counts as the same.
    const isNew = await refusedWith(['StateMachineDoesNotExist'], () =>
      call('sfn', 'UpdateStateMachine', { ...machine, stateMachineArn: arnOf(resource, place) }),
    );
    if (!isNew) return;
    await call('sfn', 'CreateStateMachine', {
      ...machine,
      name: nameOf(resource, place),
      type: optionalText(resource, 'StateMachineType') ?? 'STANDARD',
    });
  },
};
