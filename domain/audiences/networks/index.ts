import { google } from './google/google.ts';
import { linkedin } from './linkedin/linkedin.ts';
import { meta } from './meta/meta.ts';
import type { AdNetwork } from './network.ts';
import { tiktok } from './tiktok/tiktok.ts';

/** Every ad network; a new one is a folder here and a line in this list. */
export const networks: readonly AdNetwork[] = [meta, google, tiktok, linkedin];
