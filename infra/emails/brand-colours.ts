import type { Brand } from '../../domain/messages/brand.ts';

const colour = /\{\{-?\s*brand\.colours\.(\w+)\s*-?\}\}/g;

/** A source with the brand's colours in it: MJML wants to see colours where colours belong, and no inbox needs to wait for them. */
export const withColours =
  ({ colours }: Pick<Brand, 'colours'>) =>
  (source: string): string => {
    const known: Readonly<Record<string, string>> = colours;
    return source.replace(colour, (written, name: string) => known[name] ?? written);
  };
