import { inertKinds } from '../../../local/template/kinds/inert.ts';
import { kinds } from '../../../local/template/kinds.ts';

const listed = (types: readonly string[]): string =>
  types
    .map((type) => `\`${type}\``)
    .sort()
    .join(' ');

/** Types of CloudFormation's resources. */
export const resourceTypesText = (): string => {
  const inert = inertKinds.map(({ type }) => type);
  const made = kinds.map(({ type }) => type).filter((type) => !inert.includes(type));
  return `**Made**: ${listed(made)}\n\n**Taken, without effect**: ${listed(inert)}`;
};
