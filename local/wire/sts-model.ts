import type { OperationShape } from './model.ts';

const namespace = 'com.amazonaws.sts';
/** A structure whose members are all texts. */
const structure = (name: string, members: string[]): [3, string, string, 0, string[], 0[]] => [
  3,
  namespace,
  name,
  0,
  members,
  members.map(() => 0),
];

const request = structure('GetCallerIdentityRequest', []);
const response = structure('GetCallerIdentityResponse', ['UserId', 'Account', 'Arn']);

/** STS is not among the clients that the product uses, and one operation of it is enough here. */
export const GetCallerIdentity$: OperationShape = [
  9,
  namespace,
  'GetCallerIdentity',
  0,
  () => request,
  () => response,
];
