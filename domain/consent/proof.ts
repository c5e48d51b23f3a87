import { agentFamily } from './agent-family.ts';
import { keyedHash } from './keyed-hash.ts';

/** How a consent was given, besides what its event says: when, in which words, and where on the site. */
export interface Proof {
  /** Address of the page, without query and fragment. */
  readonly page?: string;
  /** Keyed hash of the IP address that it came from: answers "was it this one?", and tells the address to nobody. */
  readonly ipHash?: string;
  /** As `Chrome on Android`. */
  readonly agent?: string;
}

/** What is known of the call that gave it. */
export interface Circumstance {
  readonly page?: string | undefined;
  readonly ip?: string | undefined;
  readonly userAgent?: string | undefined;
}

/** Longer addresses prove no more. */
const longestPage = 500;

/** A page's address without what may be personal in it: queries carry tokens, fragments state. */
function pageOf(address: string | undefined): string | undefined {
  if (!address || !URL.canParse(address)) return undefined;
  const { protocol, origin, pathname } = new URL(address);
  return /^https?:$/.test(protocol) ? `${origin}${pathname}`.slice(0, longestPage) : undefined;
}

/** @param key the signing key */
export function proofOf({ page, ip, userAgent }: Circumstance, key: string): Proof {
  const where = pageOf(page);
  const agent = agentFamily(userAgent);
  return {
    ...(where && { page: where }),
    ...(ip && { ipHash: keyedHash(key, 'ip', ip) }),
    ...(agent && { agent }),
  };
}
