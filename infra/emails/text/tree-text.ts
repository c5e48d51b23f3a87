import type { MjmlNode } from 'mjml';
import { linked } from '../tracked-links.ts';
import { decoded } from './entities.ts';
import { fragmentText } from './fragment-text.ts';

const attribute = ({ attributes }: MjmlNode, name: string): string => String(attributes?.[name] ?? '');

const hasClass = (node: MjmlNode, wanted: string): boolean =>
  attribute(node, 'css-class').split(' ').includes(wanted);

const paragraph = (text: string): string => `\n\n${text}\n\n`;

/** What each of MJML's elements says; those that it does not name say what is in them. */
const sayings: Readonly<Record<string, (node: MjmlNode) => string>> = {
  'mj-text': ({ content = '' }) => paragraph(fragmentText(content)),
  'mj-table': ({ content = '' }) => paragraph(fragmentText(content)),
  'mj-raw': ({ content = '' }) => fragmentText(content),
  'mj-button': (node) =>
    paragraph(`${fragmentText(node.content ?? '').trim()}: ${linked(decoded(attribute(node, 'href')))}`),
  'mj-image': (node) => paragraph(decoded(attribute(node, 'alt'))),
  'mj-divider': () => paragraph('--'),
};

/**
 * A body as plain text with Liquid, in its order: headings, paragraphs, lists, tables, links as `text: address`. An
 * element of the class `no-text` is left out, one of the class `foot` stands below a line of two dashes.
 */
export function treeText(node: MjmlNode): string {
  if (hasClass(node, 'no-text')) return '';
  const said = sayings[node.tagName]?.(node) ?? (node.children ?? []).map(treeText).join('');
  return hasClass(node, 'foot') ? `${paragraph('--').trimEnd()}\n${said.trimStart()}` : said;
}
