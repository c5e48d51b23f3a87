import { http } from '../shared/http/http.ts';
import { logger } from '../shared/log.ts';
import { forms } from './forms.ts';
import { spec } from './spec.ts';

/** The scripts of `browser/` by the names of their files. Put in place when the function is bundled. */
declare const FORMS: Readonly<Record<string, string>>;

export const handler = http(forms(FORMS), logger(spec));
