/** Where a debugger, a tracer or a local cloud in the same process attaches to clients as they are made. */
const attachments = Symbol.for('aws-sdk.client-created');

type Attach = (client: object) => void;

/**
 * Makes an AWS client. All clients of the functions are made here, once per function: retries are set in one place
 * (standard mode, three attempts unless told), and whoever runs a function may attach to its clients.
 */
export function awsClient<C extends object>(
  Client: new (config: { maxAttempts: number }) => C,
  maxAttempts = 3,
): C {
  const client = new Client({ maxAttempts });
  const attach = (globalThis as { [attachments]?: readonly Attach[] })[attachments] ?? [];
  for (const each of attach) each(client);
  return client;
}
