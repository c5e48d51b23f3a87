import { it } from 'vitest';
import { everyPromiseIsKept } from './play-seeds.ts';

it('keeps every promise whatever happens (seeds 75 to 149)', () => everyPromiseIsKept(75, 150), 600_000);
