import { Store } from '../../../local/store.ts';
import { Rig } from './rig.ts';

/** Runs a Map over 10,000 items on a state file, one call each, and is killed when some thousands are done. */
const [path = ''] = process.argv.slice(2);
const rig = new Rig({ store: new Store(path) });
let calls = 0;
rig.answer(({ input }) => {
  calls += 1;
  if (calls === 3_000) void rig.store.kept().then(() => process.kill(process.pid, 'SIGKILL'));
  return { StatusCode: 200, Payload: input.Payload };
});
await rig.run({
  All: {
    Type: 'Map',
    Label: 'Each',
    Items: '{% [1..10000] %}',
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'Work',
      States: {
        Work: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:work', End: true },
      },
    },
    Output: '{% [$count($states.result), $sum($states.result)] %}',
    End: true,
  },
});
