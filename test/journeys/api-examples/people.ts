import { referralCodeKey } from '../../../domain/records.ts';
import { canonicalCode } from '../../../domain/rewards/code.ts';
import { ada, type Examples, person } from './example.ts';

interface Timeline {
  readonly items: { readonly name: string; readonly properties: { readonly code: string } }[];
}

export const peopleExamples: Examples = (marketer) => {
  const coupon = async (): Promise<string> => {
    const { items } = await marketer.ask<Timeline>('GET', `/v1/people/${person}/timeline`);
    return items.find(({ name }) => name === 'Coupon Issued')?.properties.code ?? '';
  };
  const conversation = async (): Promise<{ readonly id: string; readonly lastSeen: string }> => {
    for (const status of ['open', 'answered', 'closed']) {
      const path = `/v1/conversations?status=${status}`;
      const { items } = await marketer.ask<{ items: { id: string }[] }>('GET', path);
      if (items[0]) return marketer.ask('GET', `/v1/conversations/${items[0].id}`);
    }
    throw new Error('nobody wrote');
  };
  const receipt = async (): Promise<string> => {
    const erased = await marketer.ask<{ id: string }>('DELETE', '/v1/people/email:zoe@example.com');
    return erased.id;
  };
  /** Has a friend of the person's use a code of theirs, which earns the points of the smallest reward. */
  const refer = async (): Promise<void> => {
    const code = '7K3M-Q9TX';
    const { id } = await marketer.ask<{ id: string }>('GET', `/v1/people/${person}`);
    await marketer.keep({ ...referralCodeKey(canonicalCode(code)), code, person: id });
    await marketer.centre.appointment('friend@example.com', 'Referral Redeemed', { code });
    await marketer.centre.cloud.settle();
  };
  return {
    getPerson: async () => ({ ids: [person] }),
    changePerson: async () => ({ ids: [person], body: { traits: { firstName: 'Ada' } } }),
    getTimeline: async () => ({ ids: [person] }),
    getChanges: async () => ({ ids: [person] }),
    exportPerson: async () => ({ ids: [person] }),
    choosePrimary: async () => ({
      ids: ['email:pat@example.com'],
      body: { type: 'email', address: 'patricia@example.com' },
    }),
    detachIdentifier: async () => ({ ids: ['email:pat@example.com', 'email', 'pat@example.com'] }),
    mergePeople: async () => ({ ids: ['email:bob@example.com'], body: { other: 'email:bo@example.com' } }),
    erasePerson: async () => ({ ids: ['email:eve@example.com'] }),
    getErasure: async () => ({ ids: [await receipt()] }),
    getPoints: async () => ({ ids: [person] }),
    redeemPoints: async () => {
      await refer();
      return { ids: [person], body: { reward: 'ten-dollars' } };
    },
    getCoupon: async () => ({ ids: [await coupon()] }),
    redeemCoupon: async () => ({ ids: [await coupon()], body: { person } }),
    listSuppressions: async () => ({ query: `?address=${ada}` }),
    liftSuppression: async () => ({ ids: [ada] }),
    getConversation: async () => ({ ids: [(await conversation()).id] }),
    answerConversation: async () => {
      const { id, lastSeen } = await conversation();
      return { ids: [id], body: { text: 'We do.', lastSeen } };
    },
    closeConversation: async () => {
      const { id, lastSeen } = await conversation();
      return { ids: [id], body: { lastSeen } };
    },
  };
};
