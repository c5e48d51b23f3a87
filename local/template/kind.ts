import type { Declarations } from './declarations.ts';
import type { Place } from './place.ts';
import type { Resource } from './resource.ts';

/** Calls a service as the laptop's owner does. Throws `AwsError`. */
export type Call = (service: string, operation: string, input: unknown) => Promise<unknown>;

interface Surroundings {
  readonly place: Place;
  /** The directory of an asset, by its S3 object key. */
  assetPath(objectKey: string): string | undefined;
}

/** One type of resource: what its references become, and how it comes into being here. */
export interface Kind {
  readonly type: string;
  /** The value of `Ref`. */
  ref(resource: Resource, place: Place): string;
  /** The value of `Fn::GetAtt`, undefined for an attribute that is not understood. */
  attribute?(resource: Resource, name: string, place: Place): unknown;
  /** Adds what the local cloud itself runs: functions, routes, policies. */
  declare?(resource: Resource, declarations: Declarations, surroundings: Surroundings): void;
  /** Makes it in its service, or makes the one that is there agree with the template. Repeatable. */
  deploy?(resource: Resource, call: Call, place: Place): Promise<void>;
  /** Ends it when it has left the template; absent for what is kept with its data. */
  remove?(properties: Readonly<Record<string, unknown>>, ref: string, call: Call): Promise<void>;
}

/** Runs a call and reports whether it was refused with one of the errors named. */
export async function refusedWith(names: readonly string[], run: () => Promise<unknown>): Promise<boolean> {
  try {
    await run();
    return false;
  } catch (error) {
    if (error instanceof Error && names.includes(error.name)) return true;
    throw error;
  }
}
