import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../cli/commands/index.ts';
import { Centre } from '../journeys/centre.ts';
import { Correspondence } from '../journeys/correspondence.ts';
import { PaperTerminal } from './terminal.ts';

const email = 'ada@example.com';
const ada = `email:${email}`;

let centre: Centre;
let terminal: PaperTerminal;

beforeAll(async () => {
  centre = await Centre.open({ port: 0 });
  terminal = new PaperTerminal({ ONWARD_URL: centre.cloud.publicOrigin });
  await centre.consents(email, 'email');
  await centre.claims(email);
});
afterAll(() => centre.cloud.close());

/** What a command prints that is done. */
async function told(...words: readonly string[]): Promise<string> {
  const code = await terminal.run(...words);
  if (code !== 0) throw new Error(`onward ${words.join(' ')} ended with ${code}: ${terminal.noted}`);
  return terminal.printed;
}

const file = (name: string, content: object): string => {
  terminal.files.set(name, JSON.stringify(content));
  return name;
};

describe('at the desk', () => {
  it('a schedule is made, told, changed, paused, resumed and deleted', async () => {
    const birthday = {
      title: 'Birthday',
      who: { everyone: true },
      when: { kind: 'trait', trait: 'birthday', every: 'year', time: '09:00' },
    };
    expect(await told('schedules', 'put', 'birthday', file('birthday.json', birthday))).toMatch(
      /^title +Birthday$/m,
    );
    expect(await told('schedules', 'list')).toMatch(/^birthday +Birthday +active/m);
    expect(await told('schedules', 'pause', 'birthday')).toMatch(/^state +paused$/m);
    expect(await told('schedules', 'resume', 'birthday')).toMatch(/^state +active$/m);
    const later = file('later.json', { ...birthday, title: 'Birthday, later' });
    expect(await told('schedules', 'put', 'birthday', later)).toMatch(/^title +Birthday, later$/m);
    expect(await told('schedules', 'get', 'birthday')).toMatch(/^when.time +09:00$/m);
    expect(await told('schedules', 'delete', 'birthday')).toBe('id  birthday\n');
    expect(await told('schedules', 'list')).toBe('There is nothing.\n');
    expect(await terminal.run('schedules', 'put', 'birthday', file('wrong.json', { title: 'x' }))).toBe(1);
    expect(terminal.noted).toMatch(/^onward: who: .*\(400\)\n$/);
  });

  it('a key is made, used, narrowed, rotated and taken away, and the audit tells who did it', async () => {
    const { id, text } = await terminal.json<{ id: string; text: string }>(
      'keys',
      'create',
      'clerk',
      '--scopes',
      'read,market',
    );
    // A new text opens within seconds, what is taken away closes within a minute.
    await centre.cloud.advance('PT10S');
    expect(await told('keys', 'list')).toMatch(new RegExp(`^${id} +clerk +secret +read, market`, 'm'));
    expect(await told('people', 'get', ada, '--key', text)).toContain(email);
    expect(await terminal.run('people', 'erase', ada, '--key', text)).toBe(1);
    expect(terminal.noted).toMatch(/admin.*\(403\)\n$/);
    expect(await told('keys', 'change', id, file('narrow.json', { scopes: ['read'] }))).toMatch(
      /^scopes +read$/m,
    );
    expect(await told('keys', 'get', id)).toMatch(/^name +clerk$/m);
    const rotated = await terminal.json<{ text: string }>('keys', 'rotate', id);
    expect(rotated.text).not.toBe(text);
    await centre.cloud.advance('PT10S');
    expect(await told('people', 'get', ada, '--key', rotated.text)).toContain(email);
    await told('keys', 'delete', id);
    await centre.cloud.advance('PT1M');
    expect(await terminal.run('people', 'get', ada, '--key', rotated.text)).toBe(1);
    expect(terminal.noted).toMatch(/\(401\)\n$/);
    expect(await told('audit', 'list')).toMatch(/rotateKey .* 200$/m);
  });

  it('a conversation is found and read', async () => {
    await new Correspondence(centre).writes(email, { text: 'Is the coffee free?' });
    const { items } = await terminal.json<{ items: { id: string }[] }>(
      'conversations',
      'list',
      '--status',
      'open',
    );
    expect(items).toHaveLength(1);
    expect(await told('conversations', 'list')).toContain('Is the coffee free?');
    expect(await told('conversations', 'get', items[0]?.id ?? '')).toContain('Is the coffee free?');
    expect(await terminal.run('conversations', 'list', '--status', 'lost')).toBe(1);
    expect(terminal.noted).toMatch(/^onward: status: .*open.*\(400\)\n$/);
  });

  it('a person is looked up, changed, merged, handed out and erased', async () => {
    expect(await told('people', 'change', ada, file('gold.json', { traits: { tier: 'gold' } }))).toMatch(
      /^traits.tier +gold$/m,
    );
    expect(await told('people', 'timeline', ada)).toMatch(/Offer Claimed/);
    expect(await told('people', 'timeline', ada, '--limit', '1')).not.toMatch(/Offer Claimed/);
    expect(terminal.noted).toMatch(/^There are more: --all, or --cursor \S+\n$/);
    expect(await told('people', 'changes', ada, '--all')).toMatch(/tier/);
    const body = { email: 'ada@example.com', event: 'Oil Changed', timestamp: '2026-05-14T09:00:00Z' };
    await centre.cloud.http('POST', '/v1/track', {
      headers: { authorization: `Basic ${btoa('sk_local:')}` },
      body: {
        event: body.event,
        timestamp: body.timestamp,
        anonymousId: 'till',
        context: { traits: { email: body.email } },
      },
    });
    await centre.cloud.settle();
    expect(await told('people', 'timeline', ada)).toMatch(/^2026-11-\S+ +2026-05-14T\S+ +Oil Changed/m);
    expect(await told('people', 'points', ada)).toMatch(/^balance +0$/m);
    expect(await told('people', 'segments', ada)).toBe('There is nothing.\n');
    await centre.consents('home@example.com', 'email');
    expect(await told('people', 'merge', ada, 'email:home@example.com')).toMatch(/^merged +per_/m);
    const whole = await terminal.json<{ records: { events: unknown[] } }>('people', 'access', ada);
    expect(whole.records.events.length).toBeGreaterThan(2);
    const { id } = await terminal.json<{ id: string }>('people', 'erase', ada);
    expect(await told('people', 'erasure', id)).toMatch(/^status +running$/m);
    expect(await terminal.run('people', 'get', ada)).toBe(1);
    expect(terminal.noted).toMatch(/\(404\)\n$/);
  });

  it('a suppression is seen and lifted, and nothing is told as nothing', async () => {
    const address = 'bounce@simulator.amazonses.com';
    await centre.consents(address, 'email');
    await centre.claims(address);
    await centre.cloud.advance('PT1H');
    expect(await told('suppressions', 'list', '--address', address)).toMatch(/^email +bounce/m);
    await told('suppressions', 'lift', address);
    await centre.cloud.settle();
    expect(await told('suppressions', 'list', '--address', address)).toMatch(/There is nothing/);
    for (const list of ['reviews', 'quarantine', 'rejected', 'imports', 'lists'])
      expect(await told(list, 'list'), list).toMatch(/There is nothing/);
  });
});

describe('every command', () => {
  it.each(commands.map((command) => [command.name, command] as const))('%s helps', async (name, command) => {
    const help = await told(...name.split(' '), '--help');
    expect(help).toContain(command.summary);
    for (const option of [...Object.keys(command.options), 'json', 'url', 'key'])
      expect(help).toContain(`--${option}`);
  });

  it.each(
    commands
      .filter(({ args, name }) => args.length === 0 && !/spend|export/.test(name))
      .map(({ name }) => name),
  )('%s answers with JSON where that is asked for, or refuses in a sentence', async (name) => {
    const code = await terminal.run(...name.split(' '), '--json');
    if (code === 0) expect(() => JSON.parse(terminal.printed)).not.toThrow();
    else
      expect([code, terminal.printed, terminal.noted]).toEqual([
        1,
        '',
        expect.stringMatching(/^onward: .*\(4\d\d\)\n$/),
      ]);
  });
});
