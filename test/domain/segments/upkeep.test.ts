import { beforeEach, describe, expect, it } from 'vitest';
import { SegmentsRig } from './segments-rig.ts';

const ada = 'per_adaadaadaadaadaadaadaada';
const bob = 'per_bobbobbobbobbobbobbobbob';
const day = 86_400_000;

const visited = { name: 'Appointment Completed' };
const lapsed = {
  all: [{ did: 'Appointment Completed' }, { didNot: 'Appointment Completed', within: { days: 30 } }],
};
const regular = { did: 'Appointment Completed', times: { gte: 2 } };

let rig: SegmentsRig;
beforeEach(() => {
  rig = new SegmentsRig('2026-11-23T14:00:00Z');
});

describe('an event', () => {
  it('brings a person into a segment, once, and the profile, the segment and the timeline say so', async () => {
    await rig.make('regulars', regular);
    expect(await rig.tell(ada, visited)).toEqual([]);
    expect(await rig.tell(ada, visited)).toEqual(['Segment Entered regulars']);
    expect(await rig.tell(ada, visited)).toEqual([]);
    expect((await rig.kept(ada)).segments).toEqual(['regulars']);
    expect(await rig.members('regulars')).toEqual([ada]);
  });

  it('takes a person out of a segment', async () => {
    await rig.make('drivers', { trait: 'car', is: { exists: true } });
    expect(await rig.tell(ada, { name: 'Identified', traits: { car: 'bus' } })).toEqual([
      'Segment Entered drivers',
    ]);
    expect(await rig.tell(ada, { name: 'Identified', traits: { car: null } })).toEqual([
      'Segment Left drivers',
    ]);
    expect(await rig.members('drivers')).toEqual([]);
  });

  it('changes those segments with it that read one that it changed', async () => {
    await rig.make('regulars', regular);
    await rig.make('others', { not: { segment: 'regulars' } });
    expect(await rig.tell(ada, visited)).toEqual(['Segment Entered others']);
    expect(await rig.tell(ada, visited)).toEqual(['Segment Entered regulars', 'Segment Left others']);
  });

  it('that no segment reads costs no call more than without segments', async () => {
    const read = { name: 'Page Read' };
    await rig.tell(ada, read);
    const without = rig.calls.length;
    await rig.tell(ada, read);
    const cost = rig.calls.length - without;
    for (const id of ['one', 'two', 'three']) await rig.make(id, regular);
    await rig.tell(ada, read);
    const before = rig.calls.length;
    await rig.tell(ada, read);
    expect(rig.calls.length - before).toBe(cost);
  });

  it('that many segments read changes them all, in as many transactions as it takes', async () => {
    const ids = Array.from({ length: 70 }, (_, index) => `s-${index}`);
    for (const id of ids) await rig.make(id, { did: 'Appointment Completed' });
    const told = await rig.tell(ada, visited);
    expect(told.toSorted()).toEqual(ids.map((id) => `Segment Entered ${id}`).toSorted());
    expect(await rig.kept(ada)).toEqual(await rig.recount(ada));
  });
});

describe('time', () => {
  it('alone brings a person into a segment when their own day begins', async () => {
    await rig.make('lapsed', lapsed);
    await rig.tell(ada, { ...visited, traits: { timezone: 'Europe/Berlin' } });
    await rig.pass(31 * day - 15 * 3_600_000 - 1, [ada]);
    expect((await rig.kept(ada)).segments).toEqual([]);
    await rig.pass(1, [ada]);
    expect(new Date(rig.now).toISOString()).toBe('2026-12-23T23:00:00.000Z');
    expect((await rig.kept(ada)).segments).toEqual(['lapsed']);
  });

  it('is looked at by one timer, which events that push the moment back leave alone', async () => {
    await rig.make('lapsed', lapsed);
    await rig.tell(ada, visited);
    await rig.pass(day, [ada]);
    const before = rig.calls.length;
    await rig.tell(ada, visited);
    expect(rig.calls.slice(before)).not.toContain('PutItem');
    await rig.pass(29 * day + 12 * 3_600_000, [ada]);
    expect((await rig.kept(ada)).segments).toEqual([]);
    await rig.pass(2 * day, [ada]);
    expect((await rig.kept(ada)).segments).toEqual(['lapsed']);
  });
});

describe('a new segment', () => {
  it('is built without a word on who is in it', async () => {
    for (const person of [ada, bob]) await rig.tell(person, visited);
    await rig.tell(ada, visited);
    await rig.make('regulars', regular);
    expect(await rig.members('regulars')).toEqual([ada]);
    expect(rig.told).toEqual([]);
    expect(await rig.tell(bob, visited)).toEqual(['Segment Entered regulars']);
  });

  it('is told of to those who are in it if it shall be', async () => {
    for (const person of [ada, bob]) await rig.tell(person, visited);
    await rig.tell(ada, visited);
    const segment = await rig.save('regulars', regular, { announces: true });
    await rig.build(segment);
    expect(rig.told.map(({ person, name }) => [person, name])).toEqual([[ada, 'Segments Due']]);
    expect(await rig.tell(ada, { name: 'Segments Due' })).toEqual(['Segment Entered regulars']);
    expect(await rig.kept(ada)).toEqual(await rig.recount(ada));
  });

  it('knows the whole past of who does something while it is built, and tells only what that changed', async () => {
    await rig.tell(ada, visited);
    for (let visits = 0; visits < 2; visits += 1) await rig.tell(bob, visited);
    const segment = await rig.save('regulars', regular);
    rig.forgetCatalogue();
    expect(await rig.tell(ada, visited)).toEqual(['Segment Entered regulars']);
    expect(await rig.tell(bob, visited)).toEqual([]);
    expect((await rig.kept(bob)).segments).toEqual(['regulars']);
    await rig.build(segment);
    for (const person of [ada, bob]) expect(await rig.kept(person)).toEqual(await rig.recount(person));
  });
});

describe('a segment', () => {
  it('that is changed lets those go who are no longer in it', async () => {
    await rig.tell(ada, visited);
    await rig.make('visitors', { did: 'Appointment Completed' });
    expect(await rig.members('visitors')).toEqual([ada]);
    await rig.make('visitors', regular);
    expect(await rig.members('visitors')).toEqual([]);
    expect((await rig.kept(ada)).segments).toEqual([]);
  });

  it('that is changed while it is built is built as it was changed', async () => {
    await rig.tell(ada, visited);
    const first = await rig.save('visitors', { did: 'Appointment Completed' });
    await rig.build(first, ['a']);
    const second = await rig.save('visitors', regular);
    await rig.build(second);
    await rig.build(first);
    expect(await rig.members('visitors')).toEqual([]);
  });

  it('that is deleted lets everybody go, and is gone', async () => {
    await rig.tell(ada, visited);
    await rig.make('visitors', { did: 'Appointment Completed' });
    const leaving = await rig.delete('visitors');
    rig.forgetCatalogue();
    await rig.tell(bob, visited);
    await rig.build(leaving);
    expect(await rig.members('visitors')).toEqual([]);
    expect((await rig.kept(ada)).segments).toEqual([]);
    expect(await rig.ids()).toEqual([]);
  });

  it('that another reads is not deleted', async () => {
    await rig.make('regulars', regular);
    await rig.make('others', { not: { segment: 'regulars' } });
    await expect(rig.delete('regulars')).rejects.toThrow('read');
  });

  it('that reads itself through others is refused', async () => {
    await rig.make('a', regular);
    await rig.make('b', { segment: 'a' });
    await expect(rig.save('a', { segment: 'b' })).rejects.toThrow(/circle/);
    await expect(rig.save('c', { segment: 'nobody' })).rejects.toThrow(/there is none/);
  });
});
