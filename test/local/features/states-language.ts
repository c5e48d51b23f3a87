import { comparisons, typeTests } from '../../../local/asl/choice/operators.ts';
import { everyState } from '../../../local/asl/definition/common.ts';
import { arrays } from '../../../local/asl/intrinsic/arrays.ts';
import { numbers } from '../../../local/asl/intrinsic/numbers.ts';
import { texts } from '../../../local/asl/intrinsic/texts.ts';
import { optimizedIntegrations, sdkServices } from '../../../local/asl/resource.ts';
import { kinds } from '../../../local/asl/states/kinds.ts';

const listed = (names: Iterable<string>): string =>
  [...names]
    .sort()
    .map((name) => `\`${name}\``)
    .join(' ');

/** Fields of the Amazon States Language, and what else its definitions are made of. */
export function statesLanguageText(): string {
  const rows = Object.entries(kinds).map(([type, { fields, only }]) => {
    const { JSONata: jsonata, JSONPath: jsonpath } = only;
    const both = [...Object.keys(fields), ...Object.keys(jsonata).filter((name) => name in jsonpath)];
    const alone = (mine: object, other: object) => Object.keys(mine).filter((name) => !(name in other));
    const cells = [both, alone(jsonata, jsonpath), alone(jsonpath, jsonata)];
    return `| ${[type, ...cells.map(listed)].join(' | ')} |`;
  });
  const compared = Object.keys(comparisons).flatMap((name) => [name, `${name}Path`]);
  const operators = [...compared, ...Object.keys(typeTests), 'IsPresent', 'StringMatches'];
  const integrations = Object.entries(optimizedIntegrations).flatMap(
    ([service, { operations, callbacks }]) => [
      ...operations.map((name) => `${service}:${name}`),
      ...callbacks.map((name) => `${service}:${name}.waitForTaskToken`),
    ],
  );
  return [
    `| state | in both query languages, besides ${listed(Object.keys(everyState))} | in JSONata | in JSONPath |`,
    '|---|---|---|---|',
    ...rows,
    '',
    `**Choice rules of JSONPath**: \`And\` \`Or\` \`Not\` ${listed(operators)}`,
    '',
    `**Intrinsic functions of JSONPath**: ${listed(Object.keys({ ...arrays, ...numbers, ...texts }))}`,
    '',
    `**Optimized integrations**, besides functions by their ARN: ${listed(integrations)}`,
    '',
    `**\`aws-sdk:\` integrations**, with \`.waitForTaskToken\` as well: ${listed(sdkServices)}`,
  ].join('\n');
}
