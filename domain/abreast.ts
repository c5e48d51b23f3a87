/** Calls to AWS that are made side by side. */
const lanes = 16;

/** Does something to each of many, some side by side; begins no more once one has failed. */
export async function abreast<T>(
  many: readonly T[],
  act: (one: T, index: number) => Promise<unknown>,
): Promise<void> {
  for (let from = 0; from < many.length; from += lanes)
    await Promise.all(many.slice(from, from + lanes).map((one, at) => act(one, from + at)));
}
