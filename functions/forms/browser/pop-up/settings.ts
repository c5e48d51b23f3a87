export interface Settings {
  /** Where the script came from, and where claims go. */
  readonly origin: string;
  readonly writeKey: string;
  /** Milliseconds from the page's loading to the pop-up. */
  readonly delay: number;
}

const usualDelay = 3000;

/** A script's own tag. Undefined, and said in the console with what follows from it, if it lacks its write key. */
export function tagOf(name: string, consequence: string): HTMLScriptElement | undefined {
  const tag =
    document.currentScript ?? document.querySelector(`script[data-write-key][src*="/forms/${name}.js"]`);
  if (tag instanceof HTMLScriptElement && tag.dataset.writeKey) return tag;
  console.warn(`${name}: the script's tag has no data-write-key, so ${consequence}`);
  return undefined;
}

/**
 * What the script's own tag says: `<script async src="https://…/forms/oil-change.js" data-write-key="wk_…">`, with
 * `data-delay` in milliseconds if three seconds are not right. Undefined, and said in the console, without a key.
 */
export function settingsOf(offer: string): Settings | undefined {
  const tag = tagOf(offer, 'there is no pop-up');
  if (!tag) return undefined;
  const { writeKey = '', delay } = tag.dataset;
  return { origin: new URL(tag.src).origin, writeKey, delay: delay ? Number(delay) : usualDelay };
}
