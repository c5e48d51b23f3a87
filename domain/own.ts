/** What a record has under a name from outside: not what every object inherits, as under `constructor` and `toString`. */
export const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

/** Whether every object has something of this name, so that nothing may be kept or counted under it. */
export const isInherited = (name: string): boolean => name in Object.prototype;

/** Told of an id that is such a name. */
export const inheritedName = 'is a name that cannot be kept; choose another';
