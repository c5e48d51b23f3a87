import { readFileSync } from 'node:fs';
import { parseCentre } from '../domain/centre/centre.ts';
import { Refusal } from './refusal.ts';

/** Looks through the centre's file before anything is built from it. @throws Refusal naming what is wrong in it */
export function checkCentre(file: string): void {
  try {
    parseCentre(JSON.parse(readFileSync(file, 'utf8')), file);
  } catch (error) {
    const { message } = error as Error;
    throw new Refusal(error instanceof SyntaxError ? `${file}: is no JSON: ${message}` : message);
  }
}
