/** Ours: what was asked for may be asked for again, unchanged. */
const ours = ['LineUnavailable', 'IdentityContention', 'Contention'];

/** AWS's: throttling, contention and faults of its own, by the names of its errors. */
const awss = [
  'InternalServerError',
  'InternalServerErrorException',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'TransactionCanceledException',
  'TransactionConflictException',
  'TransactionInProgressException',
];

/** The network's, and the function's own time running out. */
const ways = ['NetworkingError', 'TimeoutError'];

const passing = new Set([...ours, ...awss, ...ways]);

/** Whether an error will pass by itself, so that the caller may be told to come again. */
export const isUnavailable = (error: unknown): boolean => error instanceof Error && passing.has(error.name);
