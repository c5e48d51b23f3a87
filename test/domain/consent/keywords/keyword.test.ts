import { describe, expect, it } from 'vitest';
import brandJson from '#brand' with { type: 'json' };
import { keywordIn, keywordsOf } from '../../../../domain/consent/keywords/keyword.ts';
import { replyTo } from '../../../../domain/consent/keywords/reply.ts';
import { parseBrand } from '../../../../domain/messages/brand.ts';

const everywhere = keywordsOf(['en', 'es', 'de', 'fr']);

describe('a keyword', () => {
  it.each([
    ['STOP', 'stop'],
    ['stop', 'stop'],
    ['  Stop.  ', 'stop'],
    ['“STOP!”', 'stop'],
    ['STOP ALL', 'stop'],
    ['opt-out', 'stop'],
    ['Unsubscribe', 'stop'],
    ['QUIT', 'stop'],
    ['help', 'help'],
    ['INFO?', 'help'],
    ['Start', 'start'],
    ['UNSTOP', 'start'],
    ['Baja', 'stop'],
    ['ayuda', 'help'],
    ['Stopp', 'stop'],
  ])('is heard in %j', (text, keyword) => {
    expect(keywordIn(text)?.keyword).toBe(keyword);
  });

  it.each([
    '',
    '  ',
    'stop it',
    'Can you stop by at 9?',
    'yes',
    'Please help me with my car',
    'arrêt',
    'démarrer',
  ])('is not heard in %j, by the languages that are set', (text) => {
    expect(keywordIn(text)).toBeUndefined();
  });

  it.each([
    ['Stopp', 'stop', 'de'],
    ['hilfe', 'help', 'de'],
    ['ARRÊT', 'stop', 'fr'],
    ['Désabonner', 'stop', 'fr'],
    ['démarrer', 'start', 'fr'],
    ['Cancelar', 'stop', 'es'],
    ['STOP', 'stop', 'en'],
  ])('%j is heard where its language is set', (text, keyword, language) => {
    expect(keywordIn(text, everywhere)).toEqual({ keyword, language });
  });

  it('is no essay', () => {
    expect(keywordIn(`${' '.repeat(200)}stop`)).toBeUndefined();
  });
});

describe('the reply', () => {
  const brand = parseBrand(brandJson);

  it.each([
    ['STOP', undefined, 'You are unsubscribed'],
    ['STOP', 'de-AT', 'Sie sind abgemeldet'],
    ['Baja', 'de', 'Se ha dado de baja'],
    // Nobody who is told so could answer AIDE.
    ['STOP', 'fr', 'You are unsubscribed'],
  ])('to %s of who states the locale %s: %s', (text, locale, words) => {
    expect(replyTo(keywordIn(text)!, brand, { traits: { locale } })).toContain(words);
  });

  it('is in the language of the business to who states none', () => {
    const reply = replyTo(keywordIn('STOP')!, { ...brand, locale: 'de' }, { traits: {} });
    expect(reply).toContain('Sie sind abgemeldet');
  });
});

describe('the replies', () => {
  const gsm = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà]*$/;
  const brand = parseBrand(brandJson);
  const all = (['en', 'es', 'de', 'fr'] as const).flatMap((language) =>
    (['stop', 'help', 'start'] as const).map((keyword) => ({ language, keyword })),
  );

  it.each(all)('to $keyword in $language names the business and fits two parts of GSM text', (heard) => {
    const reply = replyTo(heard, brand, { traits: {} }, ['en', 'es', 'de', 'fr']);
    expect(reply).toContain(brand.name);
    expect(reply).toMatch(gsm);
    expect(reply.length).toBeLessThanOrEqual(306);
  });
});
