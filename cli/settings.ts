import { Misuse } from './command.ts';

interface Settings {
  readonly url: string;
  readonly key: string;
}

const localHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Where the API is and with which key it is called: by options, else by ONWARD_URL and ONWARD_KEY. The local cloud's secret
 * key is sent to this machine alone. @throws Misuse
 */
export function settingsOf(
  options: Readonly<Record<string, string | boolean | undefined>>,
  env: Readonly<Record<string, string | undefined>>,
): Settings {
  const url = String(options.url ?? env.ONWARD_URL ?? 'http://localhost:3000');
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new Misuse(
      `--url: "${url}" is no address; write it as https://example.execute-api.us-east-1.amazonaws.com`,
    );
  const isLocal = localHosts.has(new URL(url).hostname);
  const key = options.key ?? env.ONWARD_KEY ?? (isLocal ? 'sk_local' : undefined);
  if (typeof key !== 'string' || key === '')
    throw new Misuse(`--key: missing; ${url} wants a secret key, by --key or ONWARD_KEY`);
  if (new URL(url).protocol === 'http:' && !isLocal)
    throw new Misuse(`--url: ${url} is not encrypted, and the key is a secret; use https`);
  return { url, key };
}
