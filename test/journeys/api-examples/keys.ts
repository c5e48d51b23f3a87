import type { Examples } from './example.ts';

export const keyExamples: Examples = (marketer) => {
  const made = async (): Promise<string> => {
    const body = { name: 'test', scopes: ['read'] };
    return (await marketer.ask<{ id: string }>('POST', '/v1/keys', body)).id;
  };
  return {
    getKey: async () => ({ ids: ['sk'] }),
    createKey: async () => ({ body: { name: 'Reports', scopes: ['read'] } }),
    changeKey: async () => ({ ids: [await made()], body: { name: 'Other' }, headers: { 'if-match': '"1"' } }),
    rotateKey: async () => ({ ids: [await made()], body: {} }),
    deleteKey: async () => ({ ids: [await made()] }),
  };
};
