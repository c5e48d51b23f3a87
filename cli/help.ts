import type { Command, Option } from './command.ts';

/** Options that every command takes. */
export const commonOptions: Readonly<Record<string, Option>> = {
  json: { type: 'boolean', help: 'The answer as it is, in JSON, instead of a table.' },
  url: {
    type: 'string',
    value: '<address>',
    help: 'Where Onward is; else ONWARD_URL, else http://localhost:3000.',
  },
  key: {
    type: 'string',
    value: '<secret key>',
    help: 'Else ONWARD_KEY; the local cloud’s own on this machine.',
  },
  help: { type: 'boolean', help: 'This.' },
};

const aligned = (pairs: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...pairs.map(([left]) => left.length));
  return pairs.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`).join('');
};

const optionLines = (options: Readonly<Record<string, Option>>): string =>
  aligned(
    Object.entries(options).map(([name, { value, help }]) => [`--${name}${value ? ` ${value}` : ''}`, help]),
  );

export const usageOf = ({ name, args }: Command): string =>
  ['onward', name, ...args.map((arg) => `<${arg}>`)].join(' ');

export const commandHelp = (command: Command): string =>
  `${command.summary}

Usage: ${usageOf(command)} [options]

${optionLines({ ...command.options, ...commonOptions })}
Examples:
${command.examples.map((example) => `  npx onward ${example}\n`).join('')}`;

/** All commands, or those of one resource. */
export const overview = (commands: readonly Command[]): string =>
  `Marketing by customers' journeys, from the command line.

Usage: onward <resource> <action> [arguments] [options]

${aligned(commands.map((command) => [usageOf(command).replace('onward ', ''), command.summary]))}
\`onward <resource> <action> --help\` tells more and gives examples. Options of all commands:
${optionLines(commonOptions)}
Exit codes: 0 done; 1 refused or not reached; 2 called wrongly; 3 done, except for bad rows.
`;
