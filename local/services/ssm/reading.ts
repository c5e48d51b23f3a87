import { AwsError } from '../../aws-error.ts';
import type { ServiceContext } from '../../service.ts';
import type { Parameter, ParameterStore } from './parameter-store.ts';

/** A parameter as its name says it: latest, or the version or label behind a colon. */
export interface Chosen {
  readonly parameter: Parameter;
  /** `:3`, `:prod`. */
  readonly selector?: string;
}

/** Looks parameters up by name, ARN, `name:3` or `name:label`, and shows them as calls answer them. */
export class ParameterReading {
  readonly #context: ServiceContext;
  readonly #parameters: ParameterStore;

  constructor(context: ServiceContext, parameters: ParameterStore) {
    this.#context = context;
    this.#parameters = parameters;
  }

  arnOf(name: string): string {
    const { region, accountId } = this.#context;
    return `arn:aws:ssm:${region}:${accountId}:parameter/${name.replace(/^\//, '')}`;
  }

  /** Undefined for a parameter that is not there. Throws `ParameterVersionNotFound` for a version or label of one. */
  choose(given: string): Chosen | undefined {
    const { name, selector } = this.#split(given);
    const latest = this.#parameters.get(name);
    if (!latest || selector === undefined) return latest && { parameter: latest };
    const found = this.#parameters
      .versions(name)
      .find(({ version, labels }) => String(version) === selector || labels?.includes(selector));
    if (found) return { parameter: found, selector: `:${selector}` };
    throw new AwsError(
      'ParameterVersionNotFound',
      /^\d+$/.test(selector)
        ? `Systems Manager could not find version ${selector} of ${name}. Verify the version and try again.`
        : `Systems Manager could not find label ${selector} of ${name}. Verify the label and try again.`,
    );
  }

  /** As `choose`, but throws `ParameterNotFound`. */
  find(given: string | undefined): Chosen {
    const chosen = this.choose(given ?? '');
    if (!chosen) throw new AwsError('ParameterNotFound', '');
    return chosen;
  }

  /** The plain name of what a call names. */
  nameOf(given: string): string {
    return this.#split(given).name;
  }

  shown({ parameter, selector }: Chosen, decrypted = false) {
    return {
      Name: parameter.name,
      Type: parameter.type,
      Value: parameter.type === 'SecureString' && !decrypted ? cipherOf(parameter.value) : parameter.value,
      Version: parameter.version,
      LastModifiedDate: new Date(parameter.modifiedAt),
      ARN: this.arnOf(parameter.name),
      DataType: 'text',
      ...(selector !== undefined && { Selector: selector }),
    };
  }

  #split(given: string): { readonly name: string; readonly selector?: string } {
    const path = given.replace(/^arn:aws:ssm:[^:]*:\d*:parameter(?=\/)/, '');
    const colon = path.indexOf(':');
    const name = colon < 0 ? path : path.slice(0, colon);
    // The ARN of a parameter without a path begins its name with a slash that it does not have.
    const plain = given.startsWith('arn:') && !this.#parameters.get(name) ? name.replace(/^\//, '') : name;
    return colon < 0 ? { name: plain } : { name: plain, selector: path.slice(colon + 1) };
  }
}

const cipherOf = (value: string): string => Buffer.from(`encrypted ${value.length}`).toString('base64');
