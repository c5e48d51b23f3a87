/**
 * Stands for the SDK's default chain of credential providers in what is deployed (see `infra/bundle.ts`): Lambda puts a
 * role's credentials into the environment, where that chain finds them first. The rest of it, single sign-on, profiles
 * and metadata services with clients of their own, would be a seventh of a bundle that every cold start reads.
 */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
