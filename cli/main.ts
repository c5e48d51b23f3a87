import process from 'node:process';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { Api } from './api.ts';
import { ApiProblem } from './api-problem.ts';
import { type Command, type ExitCode, exitCodes, Misuse } from './command.ts';
import { commands } from './commands/index.ts';
import { UnreadableFile } from './files/unreadable-file.ts';
import { commandHelp, commonOptions, overview, usageOf } from './help.ts';
import { settingsOf } from './settings.ts';
import { processTerminal, type Terminal } from './terminal.ts';

/** The command that words begin with, and those that are left. */
function find(words: readonly string[]): readonly [command: Command, rest: readonly string[]] | undefined {
  const named = words.slice(0, 2).join(' ');
  const command = commands.find(({ name }) => name === named);
  return command && [command, words.slice(2)];
}

function parsed(command: Command, rest: readonly string[]) {
  const options: ParseArgsOptionsConfig = Object.fromEntries(
    Object.entries({ ...command.options, ...commonOptions }).map(([name, { type }]) => [name, { type }]),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...rest], options, allowPositionals: true });
    return { options: values as Readonly<Record<string, string | boolean | undefined>>, positionals };
  } catch (error) {
    const isOurs =
      error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
    if (!isOurs) throw error;
    throw new Misuse(`${error.message}\nUsage: ${usageOf(command)}; --help tells more.`);
  }
}

function argumentsOf(command: Command, positionals: readonly string[]): Readonly<Record<string, string>> {
  const missing = command.args[positionals.length];
  if (missing !== undefined) throw new Misuse(`<${missing}> is missing.\nUsage: ${usageOf(command)}`);
  const [more] = positionals.slice(command.args.length);
  if (more !== undefined) throw new Misuse(`"${more}" is one too many.\nUsage: ${usageOf(command)}`);
  return Object.fromEntries(command.args.map((name, index) => [name, positionals[index] ?? '']));
}

/** What was asked for where it is no command. */
async function guide(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [first] = words.filter((word) => !word.startsWith('-'));
  const near = commands.filter(({ name }) => name.split(' ')[0] === first);
  await terminal.out(overview(near.length > 0 ? near : commands));
  if (words.length === 0 || first === 'help' || words.includes('--help')) return exitCodes.done;
  terminal.note(
    near.length > 0 && words.length === 1
      ? `onward: "${first}" what? Say one of the commands above.\n`
      : `onward: there is no command "${words.slice(0, 2).join(' ')}"\n`,
  );
  return exitCodes.misused;
}

async function run(words: readonly string[], env: NodeJS.ProcessEnv, terminal: Terminal): Promise<ExitCode> {
  const found = find(words);
  if (!found) return guide(words, terminal);
  const [command, rest] = found;
  const { options, positionals } = parsed(command, rest);
  if (options.help) {
    await terminal.out(commandHelp(command));
    return exitCodes.done;
  }
  const args = argumentsOf(command, positionals);
  const { url, key } = settingsOf(options, env);
  const api = new Api(url, key, terminal);
  return command.run({ args, options, api, terminal, json: options.json === true });
}

/** Runs one command. Whatever was wrong with what is said in a sentence; nothing is thrown but our own faults. */
export async function main(
  words: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
  terminal: Terminal = processTerminal,
): Promise<ExitCode> {
  try {
    return await run(words, env, terminal);
  } catch (error) {
    if (error instanceof Misuse) terminal.note(`onward: ${error.message}\n`);
    else if (error instanceof ApiProblem || error instanceof UnreadableFile)
      terminal.note(`onward: ${error.message}\n`);
    else throw error;
    return error instanceof Misuse ? exitCodes.misused : exitCodes.failed;
  }
}
