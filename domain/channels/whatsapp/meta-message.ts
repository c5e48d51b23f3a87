/** Of Meta's Cloud API; AWS hands a message to Meta in the version that it names. */
export const metaApiVersion = 'v20.0';

/** What a message says: free text, or an approved template with what comes into its places. */
export type Said =
  | { readonly text: string }
  | {
      readonly template: {
        readonly name: string;
        readonly language: string;
        readonly parameters: readonly string[];
      };
    };

/**
 * A message as Meta's Cloud API takes it. https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
 * @param callback comes back with every status of the message; at most 512 characters
 */
export const metaMessage = (to: string, said: Said, callback?: string): object => ({
  messaging_product: 'whatsapp',
  recipient_type: 'individual',
  to,
  ...('text' in said
    ? { type: 'text', text: { body: said.text } }
    : {
        type: 'template',
        template: {
          name: said.template.name,
          language: { code: said.template.language },
          ...(said.template.parameters.length > 0 && {
            components: [
              {
                type: 'body',
                parameters: said.template.parameters.map((text) => ({ type: 'text', text })),
              },
            ],
          }),
        },
      }),
  ...(callback !== undefined && { biz_opaque_callback_data: callback }),
});
