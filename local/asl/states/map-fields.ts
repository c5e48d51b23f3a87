import { aroundWork, parameters, together, transition } from '../definition/common.ts';
import {
  anything,
  type Check,
  checkAtMostOne,
  checkExactlyOne,
  checkObject,
  type Fields,
  oneOf,
  orExpression,
  template,
  text,
} from '../definition/fields.ts';
import { NumberField } from '../definition/number-field.ts';
import { payload, reference } from '../definition/path-fields.ts';
import type { Report } from '../definition/report.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { payloadBytes } from '../limits.ts';
import { isDistributed } from './map-mode.ts';

const most = 100_000_000;
export const maxConcurrency = new NumberField('MaxConcurrency', 0, most);
export const toleratedFailureCount = new NumberField('ToleratedFailureCount', 0, most);
export const toleratedFailurePercentage = new NumberField('ToleratedFailurePercentage', 0, 100, {
  isInteger: false,
});
export const maxItemsPerBatch = new NumberField('MaxItemsPerBatch', 1, most);
export const maxInputBytesPerBatch = new NumberField('MaxInputBytesPerBatch', 1, payloadBytes);
const labelLength = 40;
/** Not in a Label: white space, wildcards, brackets, and what separates the parts of ARNs and paths. */
const notInLabel = /[\s?*<>{}[\]:;,\\|^~$#%&`"/\p{Cc}]/u;

const refused =
  (reason: string): Check =>
  (_value, at, report) =>
    report.add(`${at.slice(at.lastIndexOf('/') + 1)} is not supported by the local cloud: ${reason}`, at);

const items: Check = (value, at, report) => {
  if (Array.isArray(value)) return template(value, at, report);
  orExpression((_value, where, to) => to.add('Expected an array or a JSONata expression', where))(
    value,
    at,
    report,
  );
};

const percentage: Check = (value, at, report) => {
  if (typeof value !== 'number') report.add('Expected value of type Float', at);
  else if (value < 0 || value > 100) report.add('Value is not within the range [0, 100]', at);
};

const label: Check = (value, at, report) => {
  if (typeof value !== 'string') return report.add('Expected value of type String', at);
  if (value === '') report.add('Label cannot be empty', at);
  if (value.length > labelLength) report.add(`Label cannot exceed ${labelLength} characters`, at);
  const wrong = notInLabel.exec(value)?.[0];
  if (wrong !== undefined) report.add(`Label contains invalid character: '${wrong}'`, at);
};

const executionType: Check = (value, at, report) => {
  oneOf('STANDARD', 'EXPRESS')(value, at, report);
  if (value === 'EXPRESS')
    report.add("ExecutionType 'EXPRESS' is not supported by the local cloud; use 'STANDARD'", at);
};

const config: Check = (value, at, report) => {
  const distributed = isObject(value) && value.Mode === 'DISTRIBUTED';
  checkObject(
    value,
    at,
    report,
    { Mode: oneOf('INLINE', 'DISTRIBUTED'), ...(distributed && { ExecutionType: executionType }) },
    distributed ? ['ExecutionType'] : [],
  );
};

const processor: Check = (value, at, report) =>
  checkObject(
    value,
    at,
    report,
    { StartAt: text, States: anything, Comment: text, ProcessorConfig: config },
    ['StartAt', 'States'],
  );

const batcher =
  (fields: Fields, batchInput: Check): Check =>
  (value, at, report) => {
    const BatchInput: Check = (input, where, to) =>
      isObject(input) ? batchInput(input, where, to) : to.add('Expected value of type Object', where);
    checkObject(value, at, report, { ...fields, BatchInput }, []);
    if (!isObject(value)) return;
    const limits = [maxItemsPerBatch, maxInputBytesPerBatch];
    for (const { name, pathName } of limits) checkAtMostOne(value, at, report, [name, pathName]);
    if (!limits.some(({ name, pathName }) => name in value || pathName in value))
      report.add("At least one of 'MaxItemsPerBatch' and 'MaxInputBytesPerBatch' is required", at);
  };

const batchLimits = together(maxItemsPerBatch.fields, maxInputBytesPerBatch.fields);

const bucket = refused('Maps write no buckets; without it the results are the state’s result');

const writer: Check = (value, at, report) =>
  checkObject(
    value,
    at,
    report,
    {
      WriterConfig: (settings, where, to) =>
        checkObject(
          settings,
          where,
          to,
          {
            Transformation: oneOf('NONE', 'COMPACT', 'FLATTEN'),
            OutputType: (type, place, list) => {
              oneOf('JSON', 'JSONL')(type, place, list);
              if (type === 'JSONL') refused('JSON Lines are for exports to buckets')(type, place, list);
            },
          },
          [],
        ),
      Resource: bucket,
      Arguments: bucket,
      Parameters: bucket,
    },
    ['WriterConfig'],
  );

/** Fields in either query language. */
export const mapFields: Fields = {
  ...transition,
  ItemProcessor: processor,
  ItemReader: refused('Maps read no buckets; put the items into the state’s input, or state them as Items'),
  ResultWriter: writer,
  Label: label,
};

export const mapOnly = together(
  aroundWork,
  maxConcurrency.fields,
  toleratedFailureCount.fields,
  toleratedFailurePercentage.fields,
  {
    JSONata: {
      Items: items,
      ItemSelector: template,
      ItemBatcher: batcher(batchLimits.JSONata, template),
      [toleratedFailurePercentage.name]: orExpression(percentage),
    },
    JSONPath: {
      ...parameters.JSONPath,
      ItemsPath: reference,
      ItemSelector: payload,
      ItemBatcher: batcher(batchLimits.JSONPath, payload),
      [toleratedFailurePercentage.name]: percentage,
      Iterator: processor,
    },
  },
);

/** Fields that only a distributed Map has. */
const distributedOnly = [
  'ItemReader',
  'ItemBatcher',
  'ResultWriter',
  'Label',
  ...[toleratedFailureCount, toleratedFailurePercentage].flatMap(({ name, pathName }) => [name, pathName]),
];

export function checkMap(source: JsonObject, at: string, report: Report): void {
  for (const { name, pathName } of [maxConcurrency, toleratedFailureCount, toleratedFailurePercentage])
    checkAtMostOne(source, at, report, [name, pathName]);
  checkAtMostOne(source, at, report, ['ItemSelector', 'Parameters']);
  checkExactlyOne(source, at, report, ['ItemProcessor', 'Iterator']);
  if (isDistributed(source)) return;
  for (const name of distributedOnly)
    if (name in source)
      report.add(`Field is only allowed where ProcessorConfig has the Mode 'DISTRIBUTED'`, `${at}/${name}`);
}

/** `Transformation`, by default COMPACT. */
export const transformationOf = ({ ResultWriter: given }: JsonObject): Json => {
  const settings = isObject(given) ? given.WriterConfig : undefined;
  return (isObject(settings) ? settings.Transformation : undefined) ?? 'COMPACT';
};
