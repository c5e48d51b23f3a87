interface Call {
  readonly at: string;
  readonly url: string;
  readonly body: unknown;
  readonly status: number | null;
}

interface PageMessage {
  readonly at: string;
  readonly to: string;
  readonly text: string;
}

/** Of all calls, the messages of the page that Meta took, whether or not its answer arrived. */
export const sentByPage = (calls: readonly Call[]): readonly PageMessage[] =>
  calls
    .filter(({ url, status }) => status === 200 && url.endsWith('/me/messages'))
    .map(({ at, body }) => {
      const { recipient, message } = body as { recipient: { id: string }; message: { text: string } };
      return { at, to: recipient.id, text: message.text };
    });
