/**
 * What a secret key may be good for: `ingest` sends events, `read` sees people and results, `market` runs campaigns and
 * answers people, `admin` changes keys, merges and erases people. A key may have several; none implies another.
 */
export const scopes = ['ingest', 'read', 'market', 'admin'] as const;

export type Scope = (typeof scopes)[number];
