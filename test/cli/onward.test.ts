import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Cloud } from '../../local/cloud.ts';
import { monday } from '../journeys/centre.ts';
import { letter } from '../journeys/marketing.ts';
import { openApp } from '../support/app.ts';
import { PaperTerminal } from './terminal.ts';

const ada = 'email:ada@example.com';

let cloud: Cloud;
let terminal: PaperTerminal;

beforeAll(async () => {
  cloud = await openApp({ frozenAt: monday, seed: 1, port: 0 });
  terminal = new PaperTerminal({ ONWARD_URL: cloud.publicOrigin });
});
afterAll(() => cloud.close());

interface Imported {
  readonly id: string;
  readonly taken: number;
  readonly bad: number;
  readonly unreadable: number;
  readonly newPeople: number;
}

describe('people', () => {
  it('come from a CSV file: checked first, then taken, bad rows told by their lines', async () => {
    terminal.files.set(
      'customers.csv',
      '\uFEFFE-mail;First name;City\r\nada@example.com;Ada;"Nashua;\r\nNH"\r\nnobody;Bo;\r\ncy@example.com;Cy;Dover;x\r\ndee@example.com;Dee;\r\n',
    );
    expect(await terminal.run('people', 'import', 'customers.csv', '--dry-run')).toBe(3);
    expect(terminal.printed).toMatch(/^imp_\w+: 4 rows, 2 would be taken, 2 bad, 2 new people, 0 known\n$/);
    expect((await cloud.http('GET', `/v1/people/${ada}`, { headers: secret })).status).toBe(404);

    expect(await terminal.run('people', 'import', 'customers.csv')).toBe(3);
    expect(terminal.noted).toContain('traits.address.city');
    expect(terminal.noted).toContain('line 5: has 4 cells under 3 columns');
    expect(terminal.noted).toMatch(/\n +4 {2}E-mail: must be an email address, as ada@example.com\n/);
    await cloud.settle();
    expect(await terminal.run('people', 'get', ada)).toBe(0);
    expect(terminal.printed).toMatch(/^traits.address.city +Nashua; NH$/m);
    expect(await terminal.run('people', 'list')).toBe(0);
    expect(terminal.printed.split('\n')[0]).toMatch(/^ID +USERID +EMAIL +PHONE +CREATEDAT$/);
    expect(terminal.printed).toContain('dee@example.com');
  });

  it('have each bad row’s reason whole, however long: what is to be written instead stands at its end', async () => {
    terminal.files.set('spent.csv', 'Email,Spent\nada@example.com,much too much\n');
    terminal.files.set('spent.json', '{"columns":{"Spent":{"to":"traits.spent","type":"number"}}}');
    expect(await terminal.run('people', 'import', 'spent.csv', '--mapping', 'spent.json')).toBe(3);
    expect(terminal.printed).toMatch(/^imp_\w+: 1 row, 0 were taken, 1 bad, 0 new people, 0 known\n$/);
    const reason =
      'Spent: "aaaa aaa aaaa" is not a number; write it as 1234.5, with a point and nothing between the thousands';
    expect(terminal.noted).toContain(reason);
    const [id = ''] = terminal.printed.split(':');
    expect(await terminal.run('imports', 'errors', id)).toBe(0);
    expect(terminal.printed).toContain(reason);
  });

  it('go on where an import was cut short', async () => {
    const rows = Array.from({ length: 2_500 }, (_, row) => `{"email":"r${row}@example.com"}\n`);
    terminal.files.set('many.ndjson', rows.join(''));
    const bytes = rows.join('').length;
    terminal.onRead = (read) => {
      if (read < bytes * 0.6) return;
      cloud.faults.add({ service: 'dynamodb', operation: 'BatchGetItem', error: 'AccessDenied', times: 1 });
      terminal.onRead = () => undefined;
    };
    expect(await terminal.run('people', 'import', 'many.ndjson')).toBe(1);
    expect(terminal.noted).toContain('(500, request ');
    const [, resume = ''] = /--resume (imp_\w+)/.exec(terminal.noted) ?? [];
    await terminal.run('imports', 'get', resume);
    expect(terminal.printed).toMatch(/^next +2$/m);
    terminal.files.set('other.ndjson', rows.slice(1).join(''));
    expect(await terminal.run('people', 'import', 'other.ndjson', '--resume', resume)).toBe(1);
    expect(terminal.noted).toContain('part: 1 was sent before with other rows');
    const done = await terminal.json<Imported>('people', 'import', 'many.ndjson', '--resume', resume);
    expect(done).toMatchObject({ id: resume, taken: 2_500, bad: 0, unreadable: 0, newPeople: 2_500 });
    await terminal.run('imports', 'list');
    expect(terminal.printed).toMatch(new RegExp(`${resume} +many.ndjson +finished`));
  });

  it('are written as NDJSON and as CSV, and their events', async () => {
    await cloud.settle();
    expect(await terminal.run('people', 'export')).toBe(0);
    const people = terminal.printed
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string });
    expect(new Set(people.map(({ id }) => id)).size).toBe(2_502);
    expect(
      await terminal.run(
        'people',
        'export',
        '--format',
        'csv',
        '--columns',
        'identifiers.email,traits.address.city',
      ),
    ).toBe(0);
    expect(terminal.printed).toContain('identifiers.email,traits.address.city\r\n');
    expect(terminal.printed).toContain('ada@example.com,"Nashua;\r\nNH"\r\n');
    expect(terminal.printed.match(/\r\n/g)).toHaveLength(2_504);
  });

  it('are told which journeys a file would begin, and begin none unless that is said', async () => {
    terminal.files.set('claims.csv', 'Email,Event\neve@example.com,Offer Claimed\nfay@example.com,Visited\n');
    terminal.files.set(
      'claims.json',
      JSON.stringify({
        event: { name: { column: 'Event' }, properties: { offer: { value: 'oil-change' } } },
      }),
    );
    const words = ['people', 'import', 'claims.csv', '--mapping', 'claims.json'];
    expect(await terminal.run(...words, '--dry-run')).toBe(0);
    expect(terminal.noted).toContain(
      'No journey begins: a file tells of the past unless --journeys says otherwise. With it: oil-change-offer (1 event).\n',
    );
    expect(terminal.noted).toMatch(/Nothing was changed\. Without --dry-run it is imported\.\n$/);
    expect(terminal.noted).not.toContain('--resume');
    expect(await terminal.run(...words, '--dry-run', '--journeys')).toBe(0);
    expect(terminal.noted).toContain('Would begin journeys: oil-change-offer (1 event).\n');
    expect(await terminal.run(...words, '--resume', 'imp_0mja1b2c3abcdefgh')).toBe(2);
    expect(terminal.noted).toContain('--mapping: was said when imp_0mja1b2c3abcdefgh was begun');
  });

  it('come back from an export as they were', async () => {
    terminal.files.set(
      'odd.ndjson',
      '{"identifiers":{"userId":["7"],"email":["old@example.com","odd@example.com"]},"traits":{"email":"odd@example.com","first_name":"=1+1","spent":2.5}}\n',
    );
    expect(await terminal.run('people', 'import', 'odd.ndjson', '--format', 'people')).toBe(0);
    await cloud.settle();
    await terminal.run('people', 'export');
    const before = terminal.printed;
    terminal.files.set('people.ndjson', before);
    const done = await terminal.json<Imported>('people', 'import', 'people.ndjson', '--format', 'people');
    expect(done).toMatchObject({ bad: 0, unreadable: 0, newPeople: 0 });
    await cloud.settle();
    await terminal.run('people', 'export');
    expect(terminal.printed).toBe(before);
    await terminal.run(
      'people',
      'export',
      '--format',
      'csv',
      '--columns',
      'id,identifiers.userId,traits.first_name',
    );
    expect(terminal.printed).toContain(",7,'=1+1\r\n");
    terminal.files.set(
      'people.csv',
      terminal.printed
        .split('\r\n')
        .filter((row) => /^id|,7,/.test(row))
        .join('\r\n'),
    );
    expect(await terminal.run('people', 'import', 'people.csv')).toBe(0);
    await cloud.settle();
    const { traits } = await terminal.json<{ traits: unknown }>('people', 'get', 'userId:7');
    expect(traits).toEqual({ email: 'odd@example.com', first_name: '=1+1', spent: 2.5 });
  });

  it('are refused as what is no text of ours, and as what nobody said what it is', async () => {
    terminal.files.set('excel.csv', Buffer.from('\uFEFFEmail\nada@example.com', 'utf16le'));
    expect(await terminal.run('people', 'import', 'excel.csv')).toBe(1);
    expect(terminal.noted).toMatch(/^onward: excel.csv: is UTF-16/);
    expect(await terminal.run('people', 'import', '-')).toBe(2);
    expect(terminal.noted).toContain('--format: say what standard input is');
  });
});

const secret = { authorization: 'Bearer sk_local' };

type Told = Readonly<Record<string, unknown>>;

describe('segments and campaigns', () => {
  it('are made of files, looked at, changed and deleted', async () => {
    terminal.files.set(
      'nashua.json',
      JSON.stringify({ name: 'Nashua', where: { place: { city: 'Nashua' } } }),
    );
    expect(await terminal.run('segments', 'put', 'nashua', 'nashua.json')).toBe(0);
    // Changed over the version that is there.
    expect(await terminal.run('segments', 'put', 'nashua', 'nashua.json')).toBe(0);
    expect(await terminal.run('segments', 'put', 'nashua', 'nashua.json', '--if-match', '"none"')).toBe(1);
    expect(await terminal.run('segments', 'list')).toBe(0);
    expect(terminal.printed).toMatch(/^nashua +Nashua +building/m);
    expect(await terminal.run('people', 'explain', ada, 'nashua')).toBe(0);
    expect(terminal.printed).toMatch(/^HOLDS +SAYS +FOUND/m);
    expect(await terminal.run('segments', 'delete', 'nashua')).toBe(0);
    expect(await terminal.run('segments', 'get', 'nashua')).toBe(1);
    expect(terminal.noted).toMatch(/^onward: .*nashua.*\(404\)\n$/);
  });

  it('go, are watched, and tell their result', async () => {
    terminal.files.set(
      'people.json',
      JSON.stringify({ people: [ada, 'email:dee@example.com', 'email:none@example.com'] }),
    );
    expect(await terminal.run('lists', 'add', 'two', 'people.json')).toBe(0);
    expect(terminal.printed).toMatch(/email:none@example.com +nobody is known so/);
    terminal.files.set(
      'campaign.json',
      JSON.stringify({ name: 'Winter', to: { list: 'two' }, variants: [{ id: 'A', send: letter }] }),
    );
    const { id } = await terminal.json<{ id: string }>('campaigns', 'create', 'campaign.json');
    expect(await terminal.run('campaigns', 'trigger', id)).toBe(0);
    await cloud.advance('PT1H');
    expect(await terminal.run('campaigns', 'progress', id, '--watch')).toBe(0);
    expect(terminal.printed).toMatch(/^status +completed$/m);
  });

  it('are reviewed as a marketer reads it: who, when, for how much, the words, what speaks against it', async () => {
    terminal.files.set('crew.json', JSON.stringify({ people: [ada] }));
    expect(await terminal.run('lists', 'add', 'crew', 'crew.json')).toBe(0);
    const paragraphs = [
      'Dear friend, before the first frost we look over tyres and battery, in twenty minutes, while you wait\u001B[2J.',
    ];
    const send = { ...letter, data: { ...letter.data, paragraphs } };
    const says = { name: 'Crew', to: { list: 'crew' }, variants: [{ id: 'A', send }] };
    terminal.files.set('crew-letter.json', JSON.stringify(says));
    const { id } = await terminal.json<{ id: string }>('campaigns', 'create', 'crew-letter.json');
    expect(await terminal.run('campaigns', 'review', id)).toBe(0);
    const { printed } = terminal;
    expect(printed).toMatch(/^Who\n {2}the list "crew": 1 person\n {2}VARIANT {2}PEOPLE\n {2}A {13}0\n/);
    expect(printed).toMatch(/^ {2}PASSED OVER {2}PEOPLE\n {2}no-consent {8}1$/m);
    expect(printed).toMatch(/^When\n {2}from 20\d\d-\d\d-\d\d \d\d:\d\d UTC to /m);
    expect(printed).toMatch(/^Cost\n {2}\$\d\.\d\d\n {2}WHAT +QUANTITY/m);
    expect(printed).toMatch(
      /^Variant A by email, about offers\n {2}Subject: Is your car ready for winter\?$/m,
    );
    expect(printed).toMatch(/^ {2}Dear friend, .*, in twenty\n {2}minutes, while you wait\[2J\.$/m);
    expect(printed).toMatch(/^Warnings\n- Nobody would be reached: they have not agreed to it\.$/m);
    expect(printed).not.toContain('<');
    expect(printed).not.toContain('\u001B');
    const long = printed.split('\n').filter((line) => line.length > 80 && !/https?:/.test(line));
    expect(long).toEqual([]);
    const path = `/v1/campaigns/${id}/review`;
    const { when: _, ...asked } = (await cloud.http('POST', path, { headers: secret })).json() as Told;
    const { when: __, ...told } = await terminal.json<Told>('campaigns', 'review', id);
    expect(told).toEqual(asked);
  });

  it('tell what came of their variants side by side, and which differences are more than chance', async () => {
    const emails = Array.from({ length: 24 }, (_, index) => `crowd${index}@example.com`);
    const batch = emails.map((email) => ({
      type: 'track',
      event: 'Consent Given',
      messageId: `consent-${email}`,
      context: { traits: { email } },
      properties: { channel: 'email', topic: 'offers', wording: 'Offers, please', source: 'shop' },
    }));
    const till = { authorization: `Basic ${Buffer.from('sk_local:').toString('base64')}` };
    expect((await cloud.http('POST', '/v1/batch', { headers: till, body: { batch } })).status).toBe(200);
    await cloud.settle();
    const variants = [
      { id: 'plain', send: letter },
      { id: 'named', send: letter },
    ];
    const goal = { event: 'Appointment Booked', withinDays: 7 };
    const says = { name: 'Crowd', to: 'everyone', holdOut: 25, perSecond: 50, goal, variants };
    terminal.files.set('crowd.json', JSON.stringify(says));
    const { id } = await terminal.json<{ id: string }>('campaigns', 'create', 'crowd.json');
    expect(await terminal.run('campaigns', 'result', id)).toBe(1);
    expect(await terminal.run('campaigns', 'trigger', id)).toBe(0);
    await cloud.advance('PT1H');
    expect(await terminal.run('campaigns', 'result', id)).toBe(0);
    const { printed } = terminal;
    expect(printed).toMatch(
      /^Run crn_\w+\. The rate is the share of the people who came\nto the goal\. To be read from /,
    );
    expect(printed).toMatch(/^VARIANT +PEOPLE +SENT +DELIVERED +OPENED +CLICKED +GOAL +RATE +95% INTERVAL$/m);
    expect(printed).toMatch(
      /^plain +(\d+) +\1 +\1 +0 +0 +0 +0\.0% +0\.0% to \d+\.\d%\nnamed .*\nhold-out +\d+ +0 +0 +0 +0 +0 +0\.0%/m,
    );
    expect(printed).toMatch(/^plain against hold-out: too early to say \(p = 1\.000\)\n {2}0\.0 percentage/m);
    expect(printed.split('\n').filter((line) => line.length > 80)).toEqual([]);
    const { arms } = await terminal.json<{ arms: unknown[] }>('campaigns', 'result', id);
    expect(arms).toHaveLength(3);
  });
});

describe('the command line', () => {
  it('helps: with everything, with a resource, with a command', async () => {
    expect(await terminal.run('--help')).toBe(0);
    expect(terminal.printed).toContain('campaigns trigger <id>');
    expect(await terminal.run('segments')).toBe(2);
    expect(terminal.printed).not.toContain('campaigns');
    expect(await terminal.run('people', 'import', '--help')).toBe(0);
    expect(terminal.printed).toContain('npx onward people import customers.csv --dry-run');
  });

  it.each([
    [['people', 'get'], '<id> is missing.\nUsage: onward people get <id>'],
    [['people', 'get', 'a', 'b'], '"b" is one too many.'],
    [['people', 'get', 'a', '--colour'], '--colour'],
    [['people', 'teleport'], 'there is no command "people teleport"'],
    [['people'], '"people" what? Say one of the commands above.'],
    [['--version'], 'there is no command "--version"'],
    [
      ['people', 'get', 'a', '--url', 'https://onward.example'],
      '--key: missing; https://onward.example wants',
    ],
    [['people', 'get', 'a', '--url', 'http://onward.example', '--key', 'k'], 'is not encrypted'],
  ])('%j is told what is wrong', async (words, told) => {
    expect(await terminal.run(...words)).toBe(2);
    expect(terminal.noted).toContain(told);
  });

  it('says in a sentence what the API refuses', async () => {
    expect(await terminal.run('people', 'get', 'ada')).toBe(1);
    expect(terminal.noted).toMatch(
      /^onward: id: must be a person id \(per_…\) or an identifier .*\. \(400\)\n$/,
    );
    expect(await terminal.run('people', 'get', ada, '--key', 'sk_wrong')).toBe(1);
    expect(terminal.noted).toMatch(/\(401\)\n$/);
  });

  it('comes again after Retry-After, and gives up in the end', async () => {
    let refusals = 2;
    const server = createServer((_, response) => {
      refusals -= 1;
      const status = refusals >= 0 ? 429 : 200;
      response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '7' });
      response.end(status === 200 ? '{"items":[],"next":null}' : '{"detail":"limit: used up"}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    if (typeof address !== 'object' || !address) throw new Error('the server has no port');
    const busy = new PaperTerminal({ ONWARD_URL: `http://127.0.0.1:${address.port}` });
    expect(await busy.run('journeys', 'list')).toBe(0);
    expect([busy.printed, busy.waits]).toEqual(['There is nothing.\n', [7_000, 7_000]]);
    refusals = 100;
    expect(await busy.run('journeys', 'list')).toBe(1);
    expect(busy.noted).toContain('limit: used up. (429) Trying again in 7 s.\n');
    expect(busy.noted).toMatch(/\nonward: limit: used up. \(429\)\n$/);
  });

  it('is a program of its own', () => {
    const run = (...words: readonly string[]) =>
      spawnSync(process.execPath, ['cli/onward.js', ...words], { encoding: 'utf8' });
    expect(run('people', 'get').status).toBe(2);
    const { status, stdout } = run('--help');
    expect([status, stdout.includes('people import <file>')]).toEqual([0, true]);
  });
});
