import { it } from 'vitest';
import { everyPromiseIsKept } from './play-seeds.ts';

it('keeps every promise whatever happens (seeds 0 to 74)', () => everyPromiseIsKept(0, 75), 600_000);
