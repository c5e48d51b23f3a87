/** Somebody who may read a message, as a profile has them. */
export interface Reader {
  readonly title: string;
  readonly traits: Readonly<Record<string, unknown>>;
  readonly phone?: string;
  /** Gets only the data that a template cannot do without. */
  readonly sparse?: true;
}

/** Readers who bring out what goes wrong with templates, by the name in the preview's addresses. */
export const people = {
  everything: {
    title: 'Everything known',
    traits: { firstName: 'Ada', lastName: 'Lovelace', timezone: 'America/New_York', locale: 'en-US' },
    phone: '+16035550123',
  },
  nothing: { title: 'Nothing known', traits: {}, sparse: true },
  long: {
    title: 'Long names',
    traits: {
      firstName: 'Wolfeschlegelsteinhausenbergerdorff-Bartholomäus',
      lastName: 'Featherstonehaugh-Cholmondeley',
    },
  },
  rightToLeft: { title: 'A right-to-left name', traits: { firstName: 'مريم', lastName: 'בן־עזרא' } },
  hostile: {
    title: 'A hostile name',
    traits: { firstName: '<script>alert(1)</script>{{ brand.staffEmail }}"><img src=x onerror=alert(2)>' },
  },
  german: {
    title: 'Reads German',
    traits: { firstName: 'Jürgen', lastName: 'Größmann', locale: 'de-AT', timezone: 'Europe/Vienna' },
  },
} as const satisfies Readonly<Record<string, Reader>>;

export type PersonName = keyof typeof people;

export const isPersonName = (name: string): name is PersonName => Object.hasOwn(people, name);
