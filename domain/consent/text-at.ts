/** A property that is text; undefined for anything else, and for empty text. */
export const textAt = (properties: Readonly<Record<string, unknown>>, name: string): string | undefined => {
  const value = properties[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};
