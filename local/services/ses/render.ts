import { parseTemplate, type TemplatePart } from './template.ts';

/** A template asked for what its data does not have. SES accepts such a message, does not send it, and says so in an event. */
export class RenderingFailure extends Error {
  override readonly name = 'RenderingFailure';
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
};

/** What a path is looked up in: the value at hand, what surrounds it, and `@index`, `@key`, `@first`, `@last` of a loop. */
interface Scope {
  readonly at: unknown;
  readonly outer?: Scope;
  readonly loop?: Readonly<Record<string, unknown>>;
}

/** Fills a template with data. Throws `RenderingFailure` for a value that the data does not have. */
export function render<T extends string | undefined>(template: T, data: unknown): T | string {
  return template === undefined ? template : filled(parseTemplate(template), { at: data });
}

const filled = (parts: readonly TemplatePart[], scope: Scope): string =>
  parts.map((part) => one(part, scope)).join('');

function one(part: TemplatePart, scope: Scope): string {
  if (typeof part === 'string') return part;
  if ('value' in part) return valueText(part, scope);
  const { block, path, body, otherwise } = part;
  const found = lookUp(path, scope);
  const inner = (at: unknown, loop?: Scope['loop']): Scope => ({ at, outer: scope, ...(loop && { loop }) });
  if (block === 'if') return filled(isTrue(found) ? body : otherwise, scope);
  if (block === 'unless') return filled(isTrue(found) ? otherwise : body, scope);
  if (!isTrue(found)) return filled(otherwise, scope);
  if (block === 'with') return filled(body, inner(found));
  const items = typeof found === 'object' && found !== null ? Object.entries(found) : [];
  return items
    .map(([key, at], index) =>
      filled(
        body,
        inner(at, {
          '@index': index,
          '@key': key,
          '@first': index === 0,
          '@last': index === items.length - 1,
        }),
      ),
    )
    .join('');
}

function valueText({ value: path, raw }: { value: string; raw: boolean }, scope: Scope): string {
  const value = lookUp(path, scope);
  if (value === undefined || value === null)
    throw new RenderingFailure(`Attribute '${path}' is not present in the rendering data.`);
  const text = String(value);
  return raw ? text : text.replace(/[&<>"']/g, (each) => ESCAPES[each] ?? each);
}

/** As Handlebars: false, nothing, zero, no text and an empty list are not true. */
const isTrue = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value));

function lookUp(path: string, scope: Scope): unknown {
  let from: Scope | undefined = scope;
  let rest = path;
  for (; rest.startsWith('../'); rest = rest.slice(3)) from = from?.outer;
  const [first = '', ...names] = rest.split('.');
  if (first.startsWith('@')) return loopValue(first, from);
  const start = first === 'this' ? from?.at : memberOf(from?.at, first);
  return names.reduce<unknown>((at, key) => memberOf(at, key), start);
}

function loopValue(name: string, scope: Scope | undefined): unknown {
  for (let at = scope; at; at = at.outer) if (at.loop) return at.loop[name];
  return undefined;
}

const memberOf = (at: unknown, key: string): unknown =>
  typeof at === 'object' && at !== null ? Object.getOwnPropertyDescriptor(at, key)?.value : undefined;
