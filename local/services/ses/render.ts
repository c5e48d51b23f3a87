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

/** Fills `{{name}}` (escaped for HTML) and `{{{name}}}`, names dotted; SES's conditions and loops are not known here. */
export function render<T extends string | undefined>(template: T, data: unknown): T | string {
  if (template === undefined) return template;
  return template.replace(/\{\{(\{?)\s*([\w.-]+)\s*\}?\}\}/g, (_, raw: string, path: string) => {
    const value = path.split('.').reduce<unknown>((at, key) => memberOf(at, key), data);
    if (value === undefined || value === null)
      throw new RenderingFailure(`Attribute '${path}' is not present in the rendering data.`);
    const text = String(value);
    return raw ? text : text.replace(/[&<>"']/g, (each) => ESCAPES[each] ?? each);
  });
}

const memberOf = (at: unknown, key: string): unknown =>
  typeof at === 'object' && at !== null ? Object.getOwnPropertyDescriptor(at, key)?.value : undefined;
