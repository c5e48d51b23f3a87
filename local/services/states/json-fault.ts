const bare = /^\s*([^\s"{[\]},:]+)/;
const number = /^-?\d/;

/**
 * What is wrong with a text that is not JSON, in the words of the parser that Step Functions uses, as far as an input
 * is a bare word, ends too early or has a key without quotes; else in V8's. Undefined for JSON.
 */
export function jsonFault(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const word = bare.exec(text)?.[1];
    if (word !== undefined && !number.test(word))
      return `Unrecognized token '${word}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`;
    const key = /^\s*\{\s*([^\s"}])/.exec(text)?.[1];
    if (key !== undefined)
      return `Unexpected character ('${key}' (code ${key.codePointAt(0)})): was expecting double-quote to start field name`;
    return error instanceof Error ? error.message : String(error);
  }
}
