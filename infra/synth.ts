import { readFileSync } from 'node:fs';
import { parseCentre } from '../domain/centre/centre.ts';
import { parseBrand } from '../domain/messages/brand.ts';
import { parseMessaging } from '../domain/timing/messaging.ts';
import { templates } from '../workflows/templates/index.ts';
import { apiDocument } from './api-document.ts';
import { onwardApp } from './app.ts';
import { bundleFunctions } from './bundle.ts';
import { checkFile } from './check-file.ts';
import { checkTexts } from './check-texts.ts';
import { readContext } from './context.ts';
import { compiledEmails } from './emails/compiled-emails.ts';
import { bundleForms } from './forms.ts';
import { compiledJourneys } from './journeys.ts';
import { checkLock, readLock } from './lock.ts';
import { Refusal } from './refusal.ts';
import { settingsFrom } from './settings.ts';
import { specsFor } from './specs.ts';

interface Options {
  /** Where the cloud assembly goes; the CDK command line says where it wants it. */
  readonly outdir?: string;
  /** Where the bundles go on their way into the assembly, which holds copies. */
  readonly bundles?: string;
  /** The owner's settings, and what else CDK is told. */
  readonly context?: Readonly<Record<string, unknown>>;
}

/**
 * Bundles the functions, compiles the journeys, and writes the cloud assembly: what `npx cdk synth`, `npm start` and
 * the tests run. Runs at the project's root.
 *
 * @param say takes lines of progress
 * @returns the assembly's directory
 * @throws Refusal for a wrong context value, a wrong file of settings, a wrong text or email, or a dropped journey, CompileError for a wrong journey
 */
export async function synthesize(
  {
    outdir = process.env.CDK_OUTDIR ?? 'cdk.out',
    bundles = 'build/functions',
    context = readContext(),
  }: Options = {},
  say: (line: string) => void = () => undefined,
): Promise<string> {
  const settings = settingsFrom(context);
  checkFile(settings.centre, parseCentre);
  checkFile(settings.messaging, parseMessaging);

  for (const finding of checkTexts(templates, {
    brand: parseBrand(JSON.parse(readFileSync(settings.brand, 'utf8'))),
    centre: parseCentre(JSON.parse(readFileSync(settings.centre, 'utf8'))),
    sender: settings.smsSender,
  }))
    say(finding);

  const journeys = compiledJourneys();
  say(`compiled ${journeys.map(({ id }) => id).join(', ')}`);
  const unlocked = checkLock(
    readLock(),
    journeys.map(({ id }) => id),
  );
  if (unlocked.length > 0)
    say(
      `not locked yet: ${unlocked.join(', ')}; before you deploy, run \`npm run journeys:lock\` and commit the lock`,
    );

  const specs = specsFor(settings);
  const names = specs.map(({ name }) => name);
  const { brand, centre, messaging } = settings;
  const emails = await compiledEmails(brand);
  say(`compiled the emails of ${Object.keys(emails).length} templates`);
  const forms = await bundleForms({ source: 'functions/forms/browser', brand });
  const made = await bundleFunctions({
    names,
    source: 'functions',
    outdir: bundles,
    brand,
    centre,
    messaging,
    forms,
    emails,
    api: apiDocument,
  });
  say(`bundled ${made.map(({ name, bytes }) => `${name} ${Math.ceil(bytes / 1000)} KB`).join(', ')}`);

  const code = (name: string): string => `${bundles}/${name}`;
  const { directory } = onwardApp({ context, outdir, props: { settings, specs, journeys, code } }).synth();
  say(`wrote ${directory}`);
  return directory;
}

/** Problems that the message alone explains; of others the stack is worth reading. */
const explained = (error: unknown): error is Error =>
  error instanceof Error && (error instanceof Refusal || error.name === 'CompileError');

if (import.meta.main) {
  const started = performance.now();
  // The template goes to standard output when the CDK command line asks for it: progress must not.
  const say = (line: string): void => {
    process.stderr.write(`${line} (${((performance.now() - started) / 1000).toFixed(1)} s)\n`);
  };
  try {
    await synthesize({}, say);
  } catch (error) {
    if (!explained(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
