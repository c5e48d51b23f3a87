import { UnreadableFile } from './unreadable-file.ts';

const saveAs = 'save it as UTF-8 (in Excel: "CSV UTF-8") and send that';

/** UTF-16 has a mark of its own, and without it a zero in every letter of ours. */
function requireUtf8(bytes: Uint8Array, name: string): void {
  const [first, second] = bytes;
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (isMarked || bytes.subarray(0, 1000).includes(0))
    throw new UnreadableFile(`${name}: is UTF-16 or no text; ${saveAs}`);
}

/** A file's bytes as text, piece by piece, without a byte order mark. @throws UnreadableFile for what is no UTF-8 */
export async function* textOfFile(
  pieces: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decoded = (bytes?: Uint8Array): string => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      throw new UnreadableFile(`${name}: is not UTF-8 behind byte ${read}; ${saveAs}`);
    }
  };
  let read = 0;
  for await (const bytes of pieces) {
    if (read === 0) requireUtf8(bytes, name);
    yield decoded(bytes);
    read += bytes.length;
  }
  yield decoded();
}
