/** A refusal as AWS words it: `name` is the error code that SDK clients see; `status` the HTTP status (400 for the caller's fault, 5xx for AWS's). */
export class AwsError extends Error {
  override readonly name: string;
  readonly status: number;
  /** Further members of the error's shape, such as `CancellationReasons`. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(name: string, message: string, status = 400, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = name;
    this.status = status;
    this.details = details;
  }
}
