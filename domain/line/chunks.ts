/** SQS's limits for one `SendMessageBatch`: ten entries, and 1 MiB for their bodies together. */
const maxEntries = 10;
const maxBytes = 1024 * 1024;

/** Cuts bodies, in their order, into the fewest runs that one batch call takes. */
export function chunks<T extends { readonly MessageBody: string }>(entries: readonly T[]): T[][] {
  const out: T[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = Buffer.byteLength(entry.MessageBody);
    const open = out.at(-1);
    if (open && open.length < maxEntries && bytes + size <= maxBytes) {
      open.push(entry);
      bytes += size;
    } else {
      out.push([entry]);
      bytes = size;
    }
  }
  return out;
}
