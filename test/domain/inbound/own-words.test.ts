import { describe, expect, it } from 'vitest';
import { htmlText } from '../../../domain/inbound/email/html-text.ts';
import { ownWords } from '../../../domain/inbound/email/own-words.ts';

const quoted =
  '> Your 20% off an oil change\n>\n> Book now: https://go.example.com/book\n> -- \n> Harbour Auto Care';
const unquoted = 'Your 20% off an oil change\n\nBook now: https://go.example.com/book';

/** [mail program, what the mail says, what of it the person wrote]. */
const replies: readonly (readonly [string, string, string])[] = [
  ['nothing quoted', 'Yes, Tuesday at 10 please.', 'Yes, Tuesday at 10 please.'],
  ['several paragraphs', 'Hello,\n\nyes please.\n\nAda', 'Hello,\n\nyes please.\n\nAda'],
  [
    'Gmail, English',
    `Yes please\n\nOn Tue, Nov 24, 2026 at 9:00 AM Harbour Auto Care <hello@harbour.example> wrote:\n\n${quoted}`,
    'Yes please',
  ],
  [
    'Gmail, its introduction wrapped',
    `Yes please\n\nOn Tue, Nov 24, 2026 at 9:00 AM Harbour Auto Care <\nhello@harbour.example> wrote:\n\n${quoted}`,
    'Yes please',
  ],
  [
    'Gmail, wrapped into three lines',
    `2\n\nOn Tue, Nov 24, 2026 at 9:00 AM\nHarbour Auto Care of Portsmouth <\nreply+abc@reply.harbour.example> wrote:\n${quoted}`,
    '2',
  ],
  [
    'Gmail, German',
    `Ja, gerne\n\nAm Di., 24. Nov. 2026 um 09:00 Uhr schrieb Harbour Auto Care <hello@harbour.example>:\n\n${quoted}`,
    'Ja, gerne',
  ],
  [
    'Gmail, French',
    `Oui, mardi\n\nLe mar. 24 nov. 2026 à 09:00, Harbour Auto Care <hello@harbour.example> a écrit :\n\n${quoted}`,
    'Oui, mardi',
  ],
  [
    'Gmail, Spanish',
    `Sí, el martes\n\nEl mar, 24 nov 2026 a las 9:00, Harbour Auto Care (<hello@harbour.example>) escribió:\n\n${quoted}`,
    'Sí, el martes',
  ],
  [
    'Gmail, Italian',
    `Sì\n\nIl giorno mar 24 nov 2026 alle ore 09:00 Harbour <hello@harbour.example> ha scritto:\n${quoted}`,
    'Sì',
  ],
  [
    'Gmail, Portuguese',
    `Sim\n\nEm ter., 24 de nov. de 2026 às 09:00, Harbour <hello@harbour.example> escreveu:\n${quoted}`,
    'Sim',
  ],
  [
    'Gmail, Dutch',
    `Ja graag\n\nOp di 24 nov 2026 om 09:00 schreef Harbour <hello@harbour.example>:\n${quoted}`,
    'Ja graag',
  ],
  [
    'Gmail, Swedish',
    `Ja\n\nDen tis 24 nov. 2026 kl 09:00 skrev Harbour <h@harbour.example>:\n${quoted}`,
    'Ja',
  ],
  [
    'Gmail, Polish',
    `Tak\n\nW dniu wt., 24 lis 2026 o 09:00 Harbour <h@harbour.example> napisał(a):\n${quoted}`,
    'Tak',
  ],
  [
    'Gmail with a signature',
    `Yes please\n\n-- \nAda Lovelace\n+1 603 555 0100\n\nOn Tue, Nov 24, 2026 at 9:00 AM Harbour <h@harbour.example> wrote:\n${quoted}`,
    'Yes please',
  ],
  [
    'Apple Mail',
    `Tuesday works.\n\nAda\n\n> On Nov 24, 2026, at 9:00 AM, Harbour Auto Care <hello@harbour.example> wrote:\n> \n${quoted}`,
    'Tuesday works.\n\nAda',
  ],
  [
    'Apple Mail, German',
    `Passt.\n\n> Am 24.11.2026 um 09:00 schrieb Harbour Auto Care <hello@harbour.example>:\n> \n${quoted}`,
    'Passt.',
  ],
  [
    'iPhone',
    `Yes\n\nSent from my iPhone\n\n> On Nov 24, 2026, at 9:00 AM, Harbour <hello@harbour.example> wrote:\n> \n> ﻿\n${quoted}`,
    'Yes',
  ],
  [
    'iPhone, German',
    `Geht auch 14 Uhr?\n\nVon meinem iPhone gesendet\n\n> Am 24.11.2026 um 09:00 schrieb Harbour <hello@harbour.example>:\n> \n${quoted}`,
    'Geht auch 14 Uhr?',
  ],
  [
    'iPhone, French',
    `D’accord\n\nEnvoyé de mon iPhone\n\n> Le 24 nov. 2026 à 09:00, Harbour <hello@harbour.example> a écrit :\n> \n${quoted}`,
    'D’accord',
  ],
  [
    'iPhone, Spanish',
    `Vale\n\nEnviado desde mi iPhone\n\n> El 24 nov 2026, a las 9:00, Harbour <hello@harbour.example> escribió:\n> \n${quoted}`,
    'Vale',
  ],
  [
    'Android',
    `ok\n\nSent from my Galaxy\n\n-------- Original message --------\nFrom: Harbour <h@harbour.example>\nDate: 11/24/26 9:00 AM\n${unquoted}`,
    'ok',
  ],
  [
    'Outlook, English',
    `Yes please.\n\nKind regards,\nAda\n\n________________________________\nFrom: Harbour Auto Care <hello@harbour.example>\nSent: Tuesday, November 24, 2026 9:00 AM\nTo: Ada <ada@example.com>\nSubject: Your 20% off\n\n${unquoted}`,
    'Yes please.\n\nKind regards,\nAda',
  ],
  [
    'Outlook on the desktop, German',
    `Ja bitte.\n\nVon: Harbour Auto Care <hello@harbour.example>\nGesendet: Dienstag, 24. November 2026 09:00\nAn: Ada <ada@example.com>\nBetreff: 20 % auf den Ölwechsel\n\n${unquoted}`,
    'Ja bitte.',
  ],
  [
    'Outlook on the desktop, French',
    `Oui.\n\nDe : Harbour Auto Care <hello@harbour.example>\nEnvoyé : mardi 24 novembre 2026 09:00\nÀ : Ada <ada@example.com>\nObjet : 20 %\n\n${unquoted}`,
    'Oui.',
  ],
  [
    'Outlook on the desktop, Spanish',
    `Sí.\n\nDe: Harbour Auto Care <hello@harbour.example>\nEnviado: martes, 24 de noviembre de 2026 9:00\nPara: Ada <ada@example.com>\nAsunto: 20 %\n\n${unquoted}`,
    'Sí.',
  ],
  [
    'Outlook, its headers in bold',
    `Yes.\n\n*From:* Harbour <hello@harbour.example>\n*Sent:* Tuesday, November 24, 2026\n*To:* Ada\n*Subject:* 20%\n\n${unquoted}`,
    'Yes.',
  ],
  [
    'Outlook for iOS',
    `Yes\n\nGet Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\nFrom: Harbour <hello@harbour.example>\nSent: Tuesday, November 24, 2026 9:00:00 AM\nTo: Ada <ada@example.com>\nSubject: 20%\n\n${unquoted}`,
    'Yes',
  ],
  [
    'Outlook für Android',
    `Ja\n\nOutlook für Android<https://aka.ms/AAb9ysg> herunterladen\n________________________________\nVon: Harbour <hello@harbour.example>\nGesendet: Dienstag, 24. November 2026 09:00:00\nAn: Ada <ada@example.com>\nBetreff: 20 %\n\n${unquoted}`,
    'Ja',
  ],
  [
    'Outlook, with its old divider',
    `Yes\n\n-----Original Message-----\nFrom: Harbour [mailto:hello@harbour.example]\nSent: Tuesday\nTo: Ada\nSubject: 20%\n\n${unquoted}`,
    'Yes',
  ],
  [
    'Outlook, German divider',
    `Ja\n\n-----Ursprüngliche Nachricht-----\nVon: Harbour\nGesendet: Dienstag\nAn: Ada\nBetreff: 20 %\n\n${unquoted}`,
    'Ja',
  ],
  ['GMX', `Ja, gern\n\n-------- Original-Nachricht --------\nVon: Harbour\n\n${unquoted}`, 'Ja, gern'],
  [
    'Yahoo',
    `Yes!\n\n    On Tuesday, November 24, 2026 at 09:00:00 AM EST, Harbour <hello@harbour.example> wrote:  \n \n ${unquoted}`,
    'Yes!',
  ],
  ['Thunderbird', `Sure.\n\nOn 24/11/2026 09:00, Harbour Auto Care wrote:\n${quoted}`, 'Sure.'],
  [
    'Thunderbird, German',
    `Klar.\n\nAm 24.11.26 um 09:00 schrieb Harbour Auto Care:\n${quoted}\n\n-- \nAda Lovelace\nPortsmouth`,
    'Klar.',
  ],
  [
    'Thunderbird, the answer below',
    `On 24/11/2026 09:00, Harbour Auto Care wrote:\n${quoted}\n\nTuesday is fine.\n\n-- \nAda`,
    'Tuesday is fine.',
  ],
  [
    'the answer between the quotes',
    'Am 24.11.2026 um 09:00 schrieb Harbour:\n> Which day?\n\nTuesday.\n\n> What time?\n\n10 o’clock.',
    'Tuesday.\n\n10 o’clock.',
  ],
  [
    'an introduction with name and address alone',
    `Gerne\n\n2026-11-24 09:00 GMT+01:00 Harbour Auto Care <hello@harbour.example>:\n${quoted}`,
    'Gerne',
  ],
  [
    'Proton',
    `Yes\n\nSent with Proton Mail secure email.\n\nOn Tuesday, November 24th, 2026 at 9:00 AM, Harbour <h@harbour.example> wrote:\n\n${quoted}`,
    'Yes',
  ],
  [
    'a chain of quotes',
    `Third\n\nOn Mon, Ada <ada@example.com> wrote:\n> Second\n>\n> On Sun, Harbour <h@harbour.example> wrote:\n>> First`,
    'Third',
  ],
  [
    'a forward',
    `See below\n\n---------- Forwarded message ---------\nFrom: Harbour\n\n${unquoted}`,
    'See below',
  ],
  ['a signature below a dash', 'Yes\n\n--\nAda Lovelace', 'Yes'],
  ['Windows line ends', 'Yes\r\n\r\nOn Tue, Harbour <h@harbour.example> wrote:\r\n> x\r\n', 'Yes'],
  [
    'words that only look like an introduction',
    'On Tuesday I am free.\nFrom: 10 to 12.\nWrote it down:',
    'On Tuesday I am free.\nFrom: 10 to 12.\nWrote it down:',
  ],
  ['a list with dashes', 'Free at\n- 9\n- 10\n--- or later', 'Free at\n- 9\n- 10\n--- or later'],
  ['nothing but a quote', '> x', '> x'],
  ['emoji', '👍', '👍'],
];

describe('of what comes as an answer', () => {
  it.each(replies)('%s: the own words are kept', (_program, text, words) => {
    expect(ownWords(text)).toBe(words);
  });

  it('takes milliseconds, however it is made', () => {
    const hostile = [
      'On a '.repeat(60_000),
      'On '.repeat(10_000) + '\n'.repeat(10_000),
      `${'Am x schrieb '.repeat(5_000)}\n`.repeat(4),
      '>'.repeat(250_000),
      '\n'.repeat(250_000),
      'From: x\n'.repeat(30_000),
      `${'a@'.repeat(100)}<${'b@'.repeat(100)}\n`.repeat(500),
      '<'.repeat(250_000),
      `${'x <'.repeat(60)}\n`.repeat(1_400),
      'Von meinem a'.repeat(20_000),
      '-'.repeat(250_000),
    ];
    const started = performance.now();
    for (const text of hostile) ownWords(text);
    expect(performance.now() - started).toBeLessThan(1_500);
  });
});

describe('a mail that has HTML alone', () => {
  it.each([
    ['<p>Yes &amp; no</p><p>Gr&uuml;&szlig;e &#128512; &#x41;</p>', 'Yes & no\n\nGrüße 😀 A'],
    ['Hi<br>there<br/>you', 'Hi\nthere\nyou'],
    ['<style>p{color:red}</style><script>if (a<b) alert("x")</script><!-- > x -->Hello', 'Hello'],
    [
      '<div dir="ltr">Yes</div><br><div class="gmail_quote"><div>On Tue, Harbour &lt;h@harbour.example&gt; wrote:<br></div><blockquote><div>20% off</div><blockquote>older</blockquote></blockquote></div>',
      'Yes\n\nOn Tue, Harbour <h@harbour.example> wrote:\n\n> 20% off\n\n> > older',
    ],
    ['a < b and <unclosed', 'a'],
    ['&nosuch; &#xffffff; &constructor;', '&nosuch; � &constructor;'],
  ])('%s reads as its text', (html, text) => {
    expect(htmlText(html)).toBe(text);
  });

  it('is stripped of its quotes as text is', () => {
    const html =
      '<div>Ja, Dienstag</div><div>Am Di., 24. Nov. 2026 um 09:00 Uhr schrieb Harbour &lt;h@harbour.example&gt;:</div><blockquote type="cite">20 %</blockquote>';
    expect(ownWords(htmlText(html))).toBe('Ja, Dienstag');
  });

  it('takes milliseconds, however it is made', () => {
    const started = performance.now();
    for (const html of [
      '<blockquote>'.repeat(80_000),
      '<'.repeat(900_000),
      '<!--'.repeat(200_000),
      '<script>'.repeat(100_000),
      '&#'.repeat(400_000),
      '<p x'.repeat(200_000),
    ])
      htmlText(html);
    expect(performance.now() - started).toBeLessThan(1_500);
  });
});
