import { basename } from 'node:path';
import type { EmailSource, Head } from '../email-source.ts';
import type { Fault } from '../fault.ts';

/** What is wrong with what a source says of itself. */
export function headFaults({ lang, title, preview }: Head, { path }: EmailSource): readonly Fault[] {
  const of = /^email\.(.+)\.mjml$/.exec(basename(path))?.[1];
  const sentences = [
    title.trim() === '' && '<mj-title> is missing; it is the subject',
    preview.trim() === '' && '<mj-preview> is missing; it is what inboxes show beside the subject',
    // MJML puts the title into an attribute.
    title.includes('"') && '<mj-title>: use single quotes in it, or “these”',
    lang === '' && `<mjml> does not say in which language it is; write <mjml lang="${of ?? 'en'}" dir="ltr">`,
    of !== undefined && lang !== '' && lang !== of && `<mjml lang="${lang}">, but the file is for ${of}`,
  ];
  return sentences.filter((each) => each !== false).map((sentence) => ({ file: path, line: 1, sentence }));
}
