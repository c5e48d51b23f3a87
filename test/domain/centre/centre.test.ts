import { describe, expect, it } from 'vitest';
import centreJson from '#centre' with { type: 'json' };
import { parseCentre, serviceOf } from '../../../domain/centre/centre.ts';

const withHours = (monday: unknown) => ({
  ...centreJson,
  openingHours: { ...centreJson.openingHours, monday },
});

describe('the centre', () => {
  it('is read from its file, opening hours as minutes of the day', () => {
    const centre = parseCentre(centreJson);
    expect(centre.openingHours.monday).toEqual([
      { from: 480, to: 720 },
      { from: 780, to: 1080 },
    ]);
    expect(centre.openingHours.sunday).toEqual([]);
    expect(serviceOf(centre, 'oil-change')).toMatchObject({ minutes: 30, capacity: 2 });
    expect(serviceOf(centre, 'haircut')).toBeUndefined();
  });

  it('may be open until midnight', () => {
    expect(parseCentre(withHours(['22:00-24:00'])).openingHours.monday).toEqual([{ from: 1320, to: 1440 }]);
  });

  it.each([
    ['a zone that is none', { ...centreJson, timezone: 'Mars/Olympus' }, /timezone: .*Mars\/Olympus/],
    ['hours backwards', withHours(['12:00-08:00']), /openingHours\.monday\.0: must be HH:MM-HH:MM/],
    ['hours that are none', withHours(['8-12']), /openingHours\.monday\.0: must be HH:MM-HH:MM/],
    ['hours that overlap', withHours(['08:00-12:00', '11:00-13:00']), /openingHours\.monday: .*overlap/],
    ['a day that is missing', withHours(undefined), /openingHours\.monday: /],
    [
      'a service twice',
      { ...centreJson, services: [...centreJson.services, centreJson.services[0]] },
      /services: each id/,
    ],
    ['no service', { ...centreJson, services: [] }, /services: at least one/],
    [
      'a capacity of nothing',
      { ...centreJson, services: [{ ...centreJson.services[0], capacity: 0 }] },
      /services\.0\.capacity: must be 1/,
    ],
    ['a date that is none', { ...centreJson, closedOn: ['25.12.2026'] }, /closedOn\.0: must be a date/],
    ['an array', [], /is a list; must be an object/],
  ])('refuses %s, in a sentence', (_, json, sentence) => {
    expect(() => parseCentre(json)).toThrow(sentence);
  });
});
