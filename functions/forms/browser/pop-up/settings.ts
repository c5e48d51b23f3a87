export interface Settings {
  /** Where the script came from, and where claims go. */
  readonly origin: string;
  readonly writeKey: string;
  /** Milliseconds from the page's loading to the pop-up. */
  readonly delay: number;
}

const usualDelay = 3000;

/**
 * What the script's own tag says: `<script async src="https://…/forms/oil-change.js" data-write-key="wk_…">`, with
 * `data-delay` in milliseconds if three seconds are not right. Undefined, and said in the console, without a key.
 */
export function settingsOf(offer: string): Settings | undefined {
  const tag =
    document.currentScript ?? document.querySelector(`script[data-write-key][src*="/forms/${offer}.js"]`);
  if (!(tag instanceof HTMLScriptElement) || !tag.dataset.writeKey) {
    console.warn(`${offer}: the script's tag has no data-write-key, so there is no pop-up`);
    return undefined;
  }
  const { writeKey, delay } = tag.dataset;
  return { origin: new URL(tag.src).origin, writeKey, delay: delay ? Number(delay) : usualDelay };
}
