/** What is used of MJML 5, which brings no types. */
declare module 'mjml' {
  export interface MjmlNode {
    readonly tagName: string;
    readonly attributes?: Readonly<Record<string, unknown>>;
    readonly children?: readonly MjmlNode[];
    readonly content?: string;
    readonly line?: number;
    readonly absoluteFilePath?: string;
    /** Of an include that could not be read. */
    readonly errors?: readonly { readonly type: 'include' | 'include-denied' }[];
  }

  export interface MjmlError {
    readonly line: number;
    readonly message: string;
    readonly tagName: string;
    readonly formattedMessage: string;
  }

  interface Options {
    readonly filePath: string;
    readonly actualPath: string;
    readonly ignoreIncludes: boolean;
    /** Absolute: includes may lie below it. */
    readonly includePath: string;
    readonly fonts: Readonly<Record<string, string>>;
    readonly keepComments: boolean;
    readonly validationLevel: 'soft';
    readonly preprocessors: readonly ((source: string) => string)[];
  }

  export default function mjml2html(
    source: string,
    options: Options,
  ): Promise<{ readonly html: string; readonly json: MjmlNode; readonly errors: readonly MjmlError[] }>;
}
