import type { Centre } from '../centre/centre.ts';
import type { Business } from './language/kind.ts';

/** What segments may name of the business. */
export const businessOf = ({ location }: Pick<Centre, 'location'>): Business => ({ place: location });
