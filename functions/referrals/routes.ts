/** The landing page of a referral code, and its form. */
export const routes = { show: 'GET /refer/{code}', claim: 'POST /refer/{code}' } as const;
