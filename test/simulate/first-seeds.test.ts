import { it } from 'vitest';
import { everyPromiseIsKept } from './play-seeds.ts';

it('keeps every promise whatever happens (seeds 0 to 99)', () => everyPromiseIsKept(0, 100), 600_000);
