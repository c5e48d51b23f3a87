import { beforeEach, describe, expect, it } from 'vitest';
import { newPersonId } from '../../../domain/ids.ts';
import { newProfile } from '../../../domain/people/fold.ts';
import { knownPersonKey, segmentMemberKey } from '../../../domain/records.ts';
import { SegmentCatalogue } from '../../../domain/segments/catalogue.ts';
import { countMembers, listMembers } from '../../../domain/segments/members.ts';
import { type Preview, preview } from '../../../domain/segments/preview.ts';
import { OutsideWorld } from '../../functions/outside-world.ts';
import { aSegment } from './language/a-person.ts';

const at = new Date('2026-11-23T14:00:00Z');

let world: OutsideWorld;
beforeEach(() => {
  world = new OutsideWorld();
});

describe('the members of a segment', () => {
  it('are listed page by page, each once, and counted', async () => {
    const people = Array.from({ length: 25 }, newPersonId);
    for (const person of people)
      await world.table.put({ ...segmentMemberKey('vip', person), since: at.toISOString() });
    const found: string[] = [];
    let next: string | null | undefined;
    do {
      const page = await listMembers(world.table, 'vip', 4, next ?? undefined);
      expect(page.items.length).toBeLessThanOrEqual(4);
      found.push(...page.items.map(({ person }) => person));
      next = page.next;
    } while (next);
    expect(found.toSorted()).toEqual(people.toSorted());
    expect(await countMembers(world.table, 'vip')).toBe(25);
  });
});

describe('a preview', () => {
  const vips = { trait: 'vip', is: true };

  /** Makes people of whom every third is a VIP, and asks how many there are. */
  async function ask(people: number, hasTime: () => boolean): Promise<Preview> {
    for (let index = 0; index < people; index += 1) {
      const person = newPersonId();
      await world.table.put({ ...knownPersonKey(person) });
      const profile = newProfile(person, at.toISOString());
      await world.table.put({ ...profile, traits: { vip: index % 3 === 0 } });
    }
    const catalogue = await new SegmentCatalogue(world.table, {}).read(at);
    const asking = { table: world.table, catalogue, timezone: 'America/New_York', hasTime };
    return preview(asking, aSegment(vips), at);
  }

  it('asks everybody of a few, and shows ten', async () => {
    const { sample, ...counted } = await ask(99, () => true);
    expect(counted).toEqual({ people: 33, exact: true, low: 33, high: 33, asked: 99, of: 99 });
    expect(sample).toHaveLength(10);
    expect(sample.every(({ traits }) => traits.vip)).toBe(true);
  });

  it('estimates from a sample what time is too short for, and says between which numbers it lies', async () => {
    let rounds = 0;
    const { people, exact, low, high, asked, of } = await ask(1_500, () => rounds++ < 1);
    expect({ exact, of }).toEqual({ exact: false, of: 1_500 });
    expect(asked).toBeLessThan(600);
    expect(low).toBeLessThan(people);
    expect(people).toBeLessThan(high);
    // Twice the interval's width is missed once in ten thousand times.
    expect(Math.abs(people - 500)).toBeLessThan(high - low);
  });
});
