import { readFileSync } from 'node:fs';
import * as z from 'zod';

const context = z.record(z.string(), z.unknown());
const cdkJson = z.object({ context });

/**
 * CDK context: the values in `cdk.json`, and over them those that the CDK command line hands on (`-c name=value`),
 * so that a synthesis without the command line comes to the same template.
 *
 * @param file the project's `cdk.json`
 */
export function readContext(
  file = 'cdk.json',
  fromCommandLine = process.env.CDK_CONTEXT_JSON ?? '{}',
): Readonly<Record<string, unknown>> {
  return {
    ...cdkJson.parse(JSON.parse(readFileSync(file, 'utf8'))).context,
    ...context.parse(JSON.parse(fromCommandLine)),
  };
}
