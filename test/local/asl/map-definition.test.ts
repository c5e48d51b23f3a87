import { describe, expect, it } from 'vitest';
import { parseDefinition } from '../../../local/asl/definition/parse.ts';

const states = (name = 'Do') => ({ StartAt: name, States: { [name]: { Type: 'Pass', End: true } } });
const inline = { ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...states() } };
const distributed = {
  ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...states() },
};

const findingsIn = (QueryLanguage: 'JSONata' | 'JSONPath', maps: readonly object[]): readonly string[] => {
  const all = maps.map((fields, index) => [
    `M${index}`,
    { Type: 'Map', ...fields, ...(index + 1 < maps.length ? { Next: `M${index + 1}` } : { End: true }) },
  ]);
  const definition = { QueryLanguage, StartAt: 'M0', States: Object.fromEntries(all) };
  return parseDefinition(JSON.stringify(definition)).diagnostics.map(
    ({ message, location }) => `${message} at ${location}`,
  );
};
const findings = (...maps: readonly object[]) => findingsIn('JSONata', maps);

describe('a Map', () => {
  it('has one item processor, by its new name or its old one', () => {
    expect(findings(inline)).toEqual([]);
    expect(findingsIn('JSONPath', [{ Iterator: states() }])).toEqual([]);
    expect(findings({ Iterator: states() })).toEqual([
      "The QueryLanguage is set to 'JSONata', but field 'Iterator' is only supported for the 'JSONPath' QueryLanguage at /States/M0",
    ]);
    expect(findings({})).toEqual([
      'One of these fields is required: [ItemProcessor, Iterator] at /States/M0',
    ]);
    expect(findingsIn('JSONPath', [{ ...inline, Iterator: states('Other') }])).toEqual([
      'Only one of these fields may be given: [ItemProcessor, Iterator] at /States/M0',
    ]);
    expect(findings({ ItemProcessor: { ProcessorConfig: { Mode: 'FAST' }, ...states() } })).toEqual([
      "The field 'Mode' should have one of these values: [INLINE, DISTRIBUTED] at /States/M0/ItemProcessor/ProcessorConfig/Mode",
    ]);
  });

  it('has what is for distributed ones only where it is one', () => {
    const fields = {
      Label: 'l',
      ItemBatcher: { MaxItemsPerBatch: 2, MaxInputBytesPerBatch: '{% 1000 %}', BatchInput: { a: 1 } },
      ToleratedFailureCount: 1,
      ToleratedFailurePercentage: '{% 0.5 %}',
      ResultWriter: { WriterConfig: { Transformation: 'FLATTEN', OutputType: 'JSON' } },
    };
    expect(findings({ ...distributed, ...fields })).toEqual([]);
    expect(findings({ ...inline, ...fields })).toEqual(
      ['ItemBatcher', 'ResultWriter', 'Label', 'ToleratedFailureCount', 'ToleratedFailurePercentage'].map(
        (name) =>
          `Field is only allowed where ProcessorConfig has the Mode 'DISTRIBUTED' at /States/M0/${name}`,
      ),
    );
  });
});

describe('a distributed Map', () => {
  it('takes its numbers from paths in JSONPath, and only there', () => {
    const paths = {
      MaxConcurrencyPath: '$.a',
      ToleratedFailureCountPath: '$.b',
      ToleratedFailurePercentagePath: '$.c',
      ItemBatcher: {
        MaxItemsPerBatchPath: '$.d',
        MaxInputBytesPerBatchPath: '$.e',
        BatchInput: { 'f.$': '$.f' },
      },
    };
    expect(findingsIn('JSONPath', [{ ...distributed, ...paths }])).toEqual([]);
    expect(findingsIn('JSONPath', [{ ...distributed, ...paths, ToleratedFailureCount: 1 }])).toEqual([
      'Only one of these fields may be given: [ToleratedFailureCount, ToleratedFailureCountPath] at /States/M0',
    ]);
    expect(findings({ ...distributed, ToleratedFailureCountPath: '$.b' })).toEqual([
      "The QueryLanguage is set to 'JSONata', but field 'ToleratedFailureCountPath' is only supported for the 'JSONPath' QueryLanguage at /States/M0",
    ]);
  });

  it('says of what type its executions are, which can not be EXPRESS here', () => {
    const config = (ProcessorConfig: object) => findings({ ItemProcessor: { ProcessorConfig, ...states() } });
    expect(config({ Mode: 'DISTRIBUTED' })).toEqual([
      'These fields are required: [ExecutionType] at /States/M0/ItemProcessor/ProcessorConfig',
    ]);
    expect(config({ Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' })).toEqual([
      "ExecutionType 'EXPRESS' is not supported by the local cloud; use 'STANDARD' at /States/M0/ItemProcessor/ProcessorConfig/ExecutionType",
    ]);
    expect(config({ Mode: 'INLINE', ExecutionType: 'STANDARD' })).toEqual([
      "Field 'ExecutionType' is not supported at /States/M0/ItemProcessor/ProcessorConfig",
    ]);
  });

  it('can not read from or write to S3 here, and says what to do instead', () => {
    expect(findings({ ...distributed, ItemReader: {} })).toEqual([
      'ItemReader is not supported by the local cloud: Maps read no buckets; put the items into the state’s input, or state them as Items at /States/M0/ItemReader',
    ]);
    const writer = { Resource: 'arn:aws:states:::s3:putObject', Arguments: { Bucket: 'b' } };
    expect(findings({ ...distributed, ResultWriter: writer })).toEqual([
      'These fields are required: [WriterConfig] at /States/M0/ResultWriter',
      'Resource is not supported by the local cloud: Maps write no buckets; without it the results are the state’s result at /States/M0/ResultWriter/Resource',
      'Arguments is not supported by the local cloud: Maps write no buckets; without it the results are the state’s result at /States/M0/ResultWriter/Arguments',
    ]);
  });

  it('has a label that ARNs can have, and that no other has', () => {
    const labelled = (Label: string) => findings({ ...distributed, Label });
    expect(labelled('Each-1_x')).toEqual([]);
    expect(labelled('')).toEqual(['Label cannot be empty at /States/M0/Label']);
    expect(labelled('x'.repeat(41))).toEqual(['Label cannot exceed 40 characters at /States/M0/Label']);
    for (const wrong of [' ', '/', ':', '*', '"', '\u0007'])
      expect(labelled(`a${wrong}`)).toEqual([
        `Label contains invalid character: '${wrong}' at /States/M0/Label`,
      ]);
    const other = { ItemProcessor: { ...distributed.ItemProcessor, ...states('Other') } };
    expect(findings({ ...distributed, Label: 'l' }, { ...other, Label: 'l' })).toEqual([
      'Duplicate Label: l at /States/M1/Label',
    ]);
  });

  it('states its numbers within their ranges', () => {
    expect(findings({ ...distributed, ToleratedFailurePercentage: 101 })).toEqual([
      'Value is not within the range [0, 100] at /States/M0/ToleratedFailurePercentage',
    ]);
    expect(findings({ ...distributed, ToleratedFailureCount: -1 })).toEqual([
      'Value is not within the range [0, 100000000] at /States/M0/ToleratedFailureCount',
    ]);
    expect(findings({ ...distributed, ItemBatcher: {} })).toEqual([
      "At least one of 'MaxItemsPerBatch' and 'MaxInputBytesPerBatch' is required at /States/M0/ItemBatcher",
    ]);
    expect(findings({ ...distributed, ItemBatcher: { MaxInputBytesPerBatch: 262_145 } })).toEqual([
      'Value is not within the range [1, 262144] at /States/M0/ItemBatcher/MaxInputBytesPerBatch',
    ]);
  });
});
