import { readFileSync } from 'node:fs';
import { Refusal } from './refusal.ts';

/**
 * Looks through one of the owner's files before anything is built from it.
 * @param parse throws an Error with a sentence for each thing that is wrong in it
 * @throws Refusal naming what is wrong in it
 */
export function checkFile(file: string, parse: (json: unknown, file: string) => unknown): void {
  try {
    parse(JSON.parse(readFileSync(file, 'utf8')), file);
  } catch (error) {
    const { message } = error as Error;
    throw new Refusal(error instanceof SyntaxError ? `${file}: is no JSON: ${message}` : message);
  }
}
