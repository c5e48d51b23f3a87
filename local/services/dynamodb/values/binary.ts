/** Bytes that turn into base64 when an item is written as JSON. */
export class Binary extends Uint8Array {
  /** Copies bytes, or decodes base64 as it comes over the wire. */
  static read(input: Uint8Array | string): Binary {
    const bytes = typeof input === 'string' ? Buffer.from(input, 'base64') : input;
    return new Binary(bytes);
  }

  toJSON(): string {
    return Buffer.from(this.buffer, this.byteOffset, this.byteLength).toString('base64');
  }
}
