/**
 * AWS keeps names in Java hash sets, whose order its messages show: by hash, in a table whose size is a power of two.
 */
export function hashOrder(keys: readonly string[]): readonly string[] {
  let slots = 16;
  while (keys.length > slots * 0.75) slots *= 2;
  const slot = (key: string): number => {
    let hash = 0;
    for (let index = 0; index < key.length; index += 1) hash = (31 * hash + key.charCodeAt(index)) | 0;
    return (hash ^ (hash >>> 16)) & (slots - 1);
  };
  return keys.toSorted((left, right) => slot(left) - slot(right));
}
