import type { Proof } from '../studio.ts';
import { contentFindings } from './content.ts';
import type { Finding } from './finding.ts';
import { markupFindings } from './markup.ts';
import { sizeFindings } from './size.ts';

/** What can be found without a browser. */
export const findingsOf = async (proof: Proof): Promise<readonly Finding[]> => [
  ...sizeFindings(proof.email),
  ...contentFindings(proof),
  ...(await markupFindings(proof.email.html)),
];
