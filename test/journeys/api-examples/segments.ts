import { type Examples, person } from './example.ts';

const says = { name: 'Visitors', where: { did: 'Appointment Completed' } };

export const segmentExamples: Examples = (marketer) => {
  /** Saves one under an id of its own, and returns that. */
  const saved = async (id: string): Promise<string> => {
    await marketer.ask('PUT', `/v1/segments/${id}`, says);
    return id;
  };
  return {
    putSegment: async () => ({ ids: ['visitors'], body: says }),
    getSegment: async () => ({ ids: [await saved('got')] }),
    deleteSegment: async () => ({ ids: [await saved('deleted')], headers: { 'if-match': '*' } }),
    previewSegment: async () => ({ body: { where: says.where } }),
    listSegmentPeople: async () => ({ ids: [await saved('listed')] }),
    listPersonSegments: async () => ({ ids: [person] }),
    explainPersonSegment: async () => ({ ids: [person, await saved('explained')] }),
  };
};
