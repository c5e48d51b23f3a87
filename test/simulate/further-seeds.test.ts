import { it } from 'vitest';
import { everyPromiseIsKept } from './play-seeds.ts';

it('keeps every promise whatever happens (seeds 100 to 199)', () => everyPromiseIsKept(100, 200), 600_000);
