import { longestReview } from '../../workflows/events/review-submitted.ts';

/** What a person says with the form. */
export interface Said {
  readonly stars: number;
  /** Empty for nothing. */
  readonly text: string;
}

/** What stands in the form, right or wrong. */
export type Given = Pick<Said, 'text'> & Partial<Said>;

/** Which field is wrong, and how to mend it. */
export interface Fault {
  readonly field: 'stars' | 'text';
  readonly sentence: string;
}

export type ReadForm =
  | { readonly ok: true; readonly said: Said }
  | { readonly ok: false; readonly given: Given; readonly fault: Fault };

/** 1 to 5; undefined for anything else. */
export const starsIn = (text: string | null | undefined): number | undefined =>
  text && /^[1-5]$/.test(text) ? Number(text) : undefined;

/** Browsers count a line's end as one character and send it as two; control characters are nobody's words. */
const cleaned = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim();

export function readForm(body: string): ReadForm {
  const fields = new URLSearchParams(body);
  const stars = starsIn(fields.get('stars'));
  const text = cleaned(fields.get('text') ?? '');
  const wrong = (field: Fault['field'], sentence: string): ReadForm => ({
    ok: false,
    given: { text, ...(stars && { stars }) },
    fault: { field, sentence },
  });
  if (stars === undefined) return wrong('stars', 'Please choose from one to five stars.');
  if (text.length > longestReview)
    return wrong(
      'text',
      `Your words are ${text.length - longestReview} characters too long; there is room for ${longestReview}.`,
    );
  return { ok: true, said: { stars, text } };
}
