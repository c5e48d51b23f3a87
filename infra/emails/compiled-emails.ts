import { readFileSync } from 'node:fs';
import { parseBrand } from '../../domain/messages/brand.ts';
import type { CompiledEmails } from '../../domain/messages/compiled-email.ts';
import { templates } from '../../workflows/templates/index.ts';
import { compileEmails } from './compile-emails.ts';

/** The emails of every template, in the colours of a brand file. @throws Refusal for what is wrong with them */
export const compiledEmails = (brand: string): Promise<CompiledEmails> =>
  compileEmails({ templates, brand: parseBrand(JSON.parse(readFileSync(brand, 'utf8'))) });
