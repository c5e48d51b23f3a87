import { join } from 'node:path';
import type { Brand } from '../../domain/messages/brand.ts';
import type { CompiledEmail, CompiledEmails } from '../../domain/messages/compiled-email.ts';
import type { Template } from '../../workflows/templates/define-template.ts';
import { Refusal } from '../refusal.ts';
import { compileEmail } from './compile-email.ts';
import { type Fault, shownFault } from './fault.ts';
import { variantsIn } from './source-files.ts';

interface Input {
  readonly templates: readonly Template[];
  readonly brand: Brand;
  /** Where the templates' folders are. */
  readonly root?: string;
}

/**
 * Compiles the emails of all templates, in all the locales that they are written in.
 * @throws Refusal with a line for each thing that is wrong: file, line, what, and how to mend it
 */
export async function compileEmails({
  templates,
  brand,
  root = 'workflows/templates',
}: Input): Promise<CompiledEmails> {
  const faults: Fault[] = [];
  const compiled: Record<string, Record<string, CompiledEmail>> = {};
  for (const template of templates) {
    const folder = join(root, template.id);
    const variants = variantsIn(folder);
    if (!variants.has('default'))
      faults.push({
        file: join(folder, 'email.mjml'),
        line: 1,
        sentence:
          'there is no such file; every template has an email for all whose language none is written in',
      });
    for (const [locale, path] of variants) {
      const result = await compileEmail({ template, path, root, brand });
      if (result.ok) compiled[template.id] = { ...compiled[template.id], [locale]: result.email };
      else faults.push(...result.faults);
    }
  }
  if (faults.length > 0) throw new Refusal([...new Set(faults.map(shownFault))].join('\n'));
  return compiled;
}
