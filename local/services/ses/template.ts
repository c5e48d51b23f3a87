import { AwsError } from '../../aws-error.ts';

/** A stretch of a template: text, a value to fill in, or a block that depends on one. */
export type TemplatePart =
  | string
  | { readonly value: string; readonly raw: boolean }
  | {
      readonly block: BlockKind;
      readonly path: string;
      readonly body: readonly TemplatePart[];
      readonly otherwise: readonly TemplatePart[];
    };

const blockKinds = ['if', 'unless', 'each', 'with'] as const;
type BlockKind = (typeof blockKinds)[number];

interface Open {
  readonly block: BlockKind;
  readonly path: string;
  readonly body: TemplatePart[];
  readonly otherwise: TemplatePart[];
  /** Where parts go now: into the body or, behind `{{else}}`, into the rest. */
  into: TemplatePart[];
}

const TAG = /\{\{\{\s*([^{}]*?)\s*\}\}\}|\{\{!--[\s\S]*?--\}\}|\{\{\s*([^{}]*?)\s*\}\}/g;
const PATH = /^(?:\.\.\/)*(?:@?[\w-]+)(?:\.[\w-]+)*$/;

const invalid = (message: string) => new AwsError('BadRequestException', `Template is invalid: ${message}`);

/**
 * Reads a template in the Handlebars that SES speaks: values, `if`, `unless`, `each`, `with` and comments. What else
 * Handlebars has (partials, inline partials, other helpers) is refused by name: `BadRequestException`.
 */
export function parseTemplate(text: string): readonly TemplatePart[] {
  const top: TemplatePart[] = [];
  const open: Open[] = [];
  let at = 0;
  const put = (part: TemplatePart) => (open.at(-1)?.into ?? top).push(part);
  for (const match of text.matchAll(TAG)) {
    if (match.index > at) put(text.slice(at, match.index));
    at = match.index + match[0].length;
    const [, raw, tag] = match;
    if (raw !== undefined) put({ value: pathOf(raw, match[0]), raw: true });
    else if (tag !== undefined && !tag.startsWith('!')) readTag(tag, match[0], open, put);
  }
  const [unclosed] = open;
  if (unclosed) throw invalid(`{{#${unclosed.block} ${unclosed.path}}} is not closed`);
  if (at < text.length) put(text.slice(at));
  return top;
}

function readTag(tag: string, written: string, open: Open[], put: (part: TemplatePart) => void): void {
  const current = open.at(-1);
  if (tag.startsWith('#')) {
    const [name = '', path = '', ...more] = tag.slice(1).trim().split(/\s+/);
    const block = blockKinds.find((kind) => kind === name);
    if (!block || more.length > 0) throw invalid(`the local cloud does not support ${written}`);
    const body: TemplatePart[] = [];
    open.push({ block, path: pathOf(path, written), body, otherwise: [], into: body });
  } else if (tag.startsWith('/')) {
    if (current?.block !== tag.slice(1).trim()) throw invalid(`${written} closes nothing`);
    open.pop();
    put(current);
  } else if (tag === 'else') {
    if (!current || current.into === current.otherwise) throw invalid(`${written} belongs to no block`);
    current.into = current.otherwise;
  } else {
    put({ value: pathOf(tag, written), raw: false });
  }
}

function pathOf(text: string, written: string): string {
  if (!PATH.test(text)) throw invalid(`the local cloud does not support ${written}`);
  return text;
}
