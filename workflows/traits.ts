/**
 * The traits that messages may name as `person.…`: Segment's own, and what a person goes by here. Whoever sends a trait
 * of their own adds it, so that a message which misspells one is found when it is built and not by its readers. Any of
 * them may be missing of a person.
 */
export const traits = [
  'firstName',
  'lastName',
  'name',
  'email',
  'phone',
  'title',
  'company',
  'birthday',
  'age',
  'gender',
  'website',
  'timezone',
  'locale',
  'language',
] as const;
