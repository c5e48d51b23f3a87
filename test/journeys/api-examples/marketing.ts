import { letter } from '../marketing.ts';
import { ada, type Examples, person } from './example.ts';

const says = { name: 'Winter check', to: 'everyone', variants: [{ id: 'A', send: letter }] };

export const marketingExamples: Examples = (marketer) => {
  const draft = async (): Promise<string> => (await marketer.create({})).id;
  /** One whose day has not come. */
  const scheduled = async (): Promise<string> => {
    const at = new Date(marketer.centre.cloud.now() + 86_400_000).toISOString();
    const { id } = await marketer.create({ when: { at } });
    await marketer.trigger(id, id);
    return id;
  };
  /** One that has begun, and lets nobody wait for it. */
  const running = async (): Promise<string> => {
    const { id } = await marketer.create({});
    await marketer.trigger(id, id);
    return id;
  };
  const list = async (): Promise<string> => {
    await marketer.list('winter', [ada]);
    return 'winter';
  };
  const begun = async (): Promise<string> => {
    const { id } = await marketer.ask<{ id: string }>('POST', '/v1/imports', { name: 'customers.csv' });
    return id;
  };
  return {
    getJourney: async () => ({ ids: ['oil-change-offer'] }),
    startRun: async () => ({
      ids: ['oil-change-offer'],
      body: { person, properties: { offer: 'oil-change' } },
    }),
    getRun: async () => ({ ids: [(await marketer.centre.runs(ada, 'appointment'))[0]?.id ?? ''] }),
    createImport: async () => ({ body: { name: 'customers.csv', columns: ['Email'] } }),
    getImport: async () => ({ ids: [await begun()] }),
    putImportPart: async () => ({
      ids: [await begun(), '1'],
      body: { rows: [{ line: 2, values: { Email: ada } }] },
    }),
    listImportErrors: async () => ({ ids: [await begun()] }),
    finishImport: async () => ({ ids: [await begun()] }),
    getAudience: async () => ({ ids: ['oil-change-retargeting'] }),
    createCampaign: async () => ({ body: says }),
    getCampaign: async () => ({ ids: [await draft()] }),
    replaceCampaign: async () => ({ ids: [await draft()], body: says, headers: { 'if-match': '"1"' } }),
    deleteCampaign: async () => ({ ids: [await draft()], headers: { 'if-match': '"1"' } }),
    reviewCampaign: async () => ({ ids: [await draft()] }),
    triggerCampaign: async () => ({ ids: [await draft()] }),
    pauseCampaign: async () => ({ ids: [await running()] }),
    resumeCampaign: async () => {
      const id = await running();
      await marketer.ask('POST', `/v1/campaigns/${id}/pause`);
      return { ids: [id] };
    },
    stopCampaign: async () => ({ ids: [await scheduled()] }),
    listCampaignRuns: async () => ({ ids: [await scheduled()] }),
    getCampaignResult: async () => ({ ids: [await running()] }),
    getList: async () => ({ ids: [await list()] }),
    addToList: async () => ({ ids: ['winter'], body: { people: [person] } }),
    takeFromList: async () => ({ ids: [await list(), person] }),
    deleteList: async () => ({ ids: [await list()] }),
    getReport: async () => ({ query: '?by=channel' }),
    getFunnel: async () => ({ ids: ['oil-change-offer'] }),
    putSpend: async () => ({ ids: ['sms', '2026-11'], body: { amount: 12.5 } }),
    startRecount: async () => {
      // One that a bad call began, which has no body to be bad, is over by then.
      await marketer.centre.cloud.advance('PT1H');
      return {};
    },
    correctReports: async () => {
      await marketer.centre.cloud.advance('PT1H');
      return {};
    },
  };
};
