import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../../domain/ids.ts';
import { planIdentity } from '../../../domain/people/identity-plan.ts';

const ada = { person: 'per_ada' as PersonId };
const bob = { person: 'per_bob' as PersonId };
const email = 'ada@example.com';

describe('whose call it is', () => {
  it('is somebody new when nobody is known', () => {
    expect(planIdentity({ anonymousId: 'a' }, {}, 'browser')).toEqual({
      attach: [],
      browser: { standing: 'alone' },
    });
    expect(planIdentity({ email, anonymousId: 'a' }, {}, 'browser')).toEqual({
      attach: ['email'],
      browser: { standing: 'founder' },
    });
  });

  it('is the owner of the strongest known identifier', () => {
    const found = { userId: ada, email: bob };
    expect(planIdentity({ userId: 'u', email }, found, 'server')).toMatchObject({
      person: 'per_ada',
      attach: [],
    });
  });

  it('is the nameless visitor, who becomes known', () => {
    const found = { anonymousId: { ...ada, standing: 'alone' as const } };
    expect(planIdentity({ userId: 'u', email, anonymousId: 'a' }, found, 'browser')).toEqual({
      person: 'per_ada',
      attach: ['userId', 'email'],
      browser: { standing: 'founder', from: 'per_ada' },
    });
  });

  it('is a second person when the browser of a known one names a new email', () => {
    const found = { anonymousId: { ...ada, standing: 'founder' as const } };
    expect(planIdentity({ email, anonymousId: 'a' }, found, 'browser')).toEqual({ attach: ['email'] });
  });

  it('moves a nameless browser to the known person that it names', () => {
    const found = { email: ada, anonymousId: { ...bob, standing: 'alone' as const } };
    expect(planIdentity({ email, anonymousId: 'a' }, found, 'browser')).toMatchObject({
      person: 'per_ada',
      browser: { standing: 'guest', from: 'per_bob' },
    });
  });
});

describe('what a known person is given', () => {
  const call = { userId: 'u', email, anonymousId: 'a' };

  it('is everything new, by a server', () => {
    expect(planIdentity(call, { userId: ada }, 'server')).toMatchObject({
      attach: ['email'],
      onlyMissingKinds: false,
    });
  });

  it('is nothing, by a browser that did not found them', () => {
    for (const standing of ['guest', 'alone'] as const)
      expect(
        planIdentity(call, { userId: ada, anonymousId: { ...bob, standing } }, 'browser').attach,
      ).toEqual([]);
    expect(
      planIdentity(call, { userId: ada, anonymousId: { ...ada, standing: 'guest' } }, 'browser').attach,
    ).toEqual([]);
    expect(
      planIdentity(call, { userId: ada, anonymousId: { ...bob, standing: 'founder' } }, 'browser').attach,
    ).toEqual([]);
    expect(planIdentity(call, { userId: ada }, 'browser').attach).toEqual([]);
  });

  it('is a kind that they lack, by the browser that founded them', () => {
    const found = { email: ada, anonymousId: { ...ada, standing: 'founder' as const } };
    expect(planIdentity(call, found, 'browser')).toEqual({
      person: 'per_ada',
      attach: ['userId'],
      onlyMissingKinds: true,
    });
  });
});
