import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}

type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

/** A JSON pointer's part. */
const part = (text: string): string => encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1'));

/** Holds answers against an OpenAPI 3.1 document, whose schemas are JSON Schema 2020-12. */
export class Conformity {
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true });
  readonly #paths: Paths;

  constructor(document: { readonly paths: Paths }) {
    addFormats.default(this.#ajv);
    this.#ajv.addSchema(document, 'api', undefined, false);
    this.#paths = document.paths;
  }

  /** What an answer of a route (`METHOD /path/{variable}`) has that the document does not say; none if it conforms. */
  faults(routeKey: string, { status, headers, body }: Answered): readonly string[] {
    const [verb = '', path = ''] = routeKey.split(' ');
    const method = verb.toLowerCase();
    const response = this.#paths[path]?.[method]?.responses[status];
    if (!response) return [`${routeKey}: ${status} is not described: ${body}`];
    if (!response.content) return String(body) === '' ? [] : [`${routeKey}: ${status} has a body: ${body}`];
    const type = headers['content-type'] ?? 'none';
    if (!response.content[type]) return [`${routeKey}: ${status} is ${type}, and not described as that`];
    const pointer = ['paths', path, method, 'responses', String(status), 'content', type, 'schema'];
    const validate = this.#ajv.compile({ $ref: `api#/${pointer.map(part).join('/')}` });
    if (validate(JSON.parse(String(body)))) return [];
    return [`${routeKey}: ${status}: ${this.#ajv.errorsText(validate.errors)} in ${body}`];
  }
}
