import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { LiquidError } from 'liquidjs';
import mjml2html, { type MjmlNode } from 'mjml';
import type { CompiledEmail } from '../../domain/messages/compiled-email.ts';
import { htmlEngine } from '../../domain/messages/liquid.ts';
import { tidy } from '../../domain/messages/tidy.ts';
import { withColours } from './brand-colours.ts';
import { headFaults } from './checks/head.ts';
import { type Known, knownIn } from './checks/known.ts';
import { LiquidFaults } from './checks/liquid-faults.ts';
import { unclosedTags } from './checks/unclosed.ts';
import type { EmailSource, Head } from './email-source.ts';
import type { Fault } from './fault.ts';
import { filesOf, type SourceFile } from './source-files.ts';
import { decoded, unknownEntities } from './text/entities.ts';
import { treeText } from './text/tree-text.ts';
import { withLinks } from './tracked-links.ts';

type Compiled =
  | { readonly ok: true; readonly email: CompiledEmail }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** Compiles one email source: its looks by MJML, its text part from the same tree, its Liquid checked and left in. */
export async function compileEmail(source: EmailSource): Promise<Compiled> {
  const { files, faults: missing } = filesOf(source.path);
  const known = knownIn(source.template);
  const early = [
    ...missing,
    ...files.flatMap((file) => [
      ...unclosedTags(file),
      ...unknownEntities(file),
      ...liquidFaults(file, known),
    ]),
  ];
  if (early.length > 0) return { ok: false, faults: early };

  const { html, json, errors } = await mjml2html(readFileSync(source.path, 'utf8'), {
    filePath: source.path,
    actualPath: resolve(source.path),
    ignoreIncludes: false,
    includePath: resolve(source.root),
    // Fonts of Google's would tell it who reads what.
    fonts: {},
    keepComments: false,
    validationLevel: 'soft',
    preprocessors: [withColours(source.brand)],
  });
  const head = headOf(json);
  const faults = [
    ...errors.map(({ line, message, tagName, formattedMessage }) => ({
      file: / of (.*) \(/.exec(formattedMessage)?.[1] ?? source.path,
      line,
      sentence: `<${tagName}>: ${message}`,
    })),
    ...refusedIncludes(json, source.path),
    ...headFaults(head, source),
  ];
  if (faults.length > 0)
    return { ok: false, faults: faults.map((fault) => ({ ...fault, file: relative('.', fault.file) })) };
  return { ok: true, email: emailOf(head, html, json) };
}

const childOf = (node: MjmlNode | undefined, tagName: string): MjmlNode | undefined =>
  node?.children?.find((each) => each.tagName === tagName);

function headOf(json: MjmlNode): Head {
  const head = childOf(json, 'mj-head');
  return {
    lang: String(json.attributes?.lang ?? ''),
    title: childOf(head, 'mj-title')?.content ?? '',
    preview: childOf(head, 'mj-preview')?.content ?? '',
  };
}

const line = (text: string): string => decoded(text.replace(/\s+/g, ' ').trim());

const emailOf = ({ lang, title, preview }: Head, html: string, json: MjmlNode): CompiledEmail => ({
  lang,
  subject: line(title),
  preheader: line(preview),
  html: compact(withLinks(html)),
  text: tidy(treeText(childOf(json, 'mj-body') ?? json)),
});

/** Without indentation, empty lines and the empty `style` that inlining leaves. */
const compact = (html: string): string =>
  html
    .replace(/^\s+/gm, '')
    .replace(/ style(?=[ >])/g, '')
    .replace(/\n>/g, '>');

function liquidFaults({ path, text }: SourceFile, known: Known): readonly Fault[] {
  try {
    return new LiquidFaults(path).check(htmlEngine.parse(text, path), known);
  } catch (error) {
    if (!LiquidError.is(error)) throw error;
    const [line = 1] = error.token.getPosition();
    return [{ file: path, line, sentence: error.message.replace(/, file:[\s\S]*$|, line:[\s\S]*$/, '') }];
  }
}

/** Includes from outside the templates' folder, of which MJML says nothing. */
function refusedIncludes(node: MjmlNode, path: string): readonly Fault[] {
  const own = (node.errors ?? []).map(() => ({
    file: node.absoluteFilePath ?? path,
    line: node.line ?? 1,
    sentence: 'may include files of the templates’ folder only',
  }));
  return [...own, ...(node.children ?? []).flatMap((child) => refusedIncludes(child, path))];
}
