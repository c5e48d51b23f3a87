import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import brandJson from '#brand' with { type: 'json' };
import { parseBrand } from '../../domain/messages/brand.ts';
import type { CompiledEmails } from '../../domain/messages/compiled-email.ts';
import { compileEmails } from '../../infra/emails/compile-emails.ts';
import type { Template } from '../../workflows/templates/define-template.ts';
import { templates } from '../../workflows/templates/index.ts';

export const brand = parseBrand(brandJson);

/** The emails that we ship, compiled once. */
export const emails = await compileEmails({ templates, brand });

/** Compiles a template's email from files that a test writes, by path below the templates' folder. */
export async function compileFrom(
  template: Template,
  files: Readonly<Record<string, string>>,
): Promise<CompiledEmails> {
  const root = mkdtempSync(join(tmpdir(), 'templates-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return compileEmails({ templates: [template], brand, root });
}

/** A whole source around what stands in its one column. */
export const source = (
  column: string,
  head: { readonly title?: string; readonly preview?: string; readonly lang?: string } = {},
) => {
  const { title = 'A subject', preview = 'A preheader', lang = 'en' } = head;
  return `<mjml lang="${lang}" dir="ltr">
  <mj-head><mj-title>${title}</mj-title><mj-preview>${preview}</mj-preview></mj-head>
  <mj-body><mj-section><mj-column>
${column}
  </mj-column></mj-section></mj-body>
</mjml>
`;
};
