/** Where the template is deployed: what its pseudo parameters and its resources' addresses become here. */
export interface Place {
  readonly accountId: string;
  readonly region: string;
  readonly stackName: string;
  /** Origin of the public HTTP API, `http://localhost:3000`. */
  readonly publicOrigin: string;
  /** Origin of AWS's own protocols, `http://localhost:4566`. */
  readonly awsOrigin: string;
}

/** `arn:aws:<service>:<region>:<account>:<resource>`. */
export const arnIn = (place: Place, service: string, resource: string): string =>
  `arn:aws:${service}:${place.region}:${place.accountId}:${resource}`;

/** The address that API Gateway would give an HTTP API, wherever it stands in a text, becomes the one it has here. */
export const withLocalOrigin = (place: Place, text: string): string =>
  text.replace(
    new RegExp(`https://[0-9a-z]{10}\\.execute-api\\.${place.region}\\.amazonaws\\.com`, 'g'),
    place.publicOrigin,
  );
