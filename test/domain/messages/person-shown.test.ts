import { expect, it } from 'vitest';
import { personShown } from '../../../domain/messages/person-shown.ts';

const shown = (firstName: string) => personShown({ traits: { firstName }, identifiers: {} }).firstName;

it.each(['https://evil.example', 'WWW.evil', 'Win at evil.com', 'EVIL.COM', 'evil.co.uk now', 'Evil.Com/x'])(
  'a name that an inbox would make a link of is left out: %s',
  (name) => expect(shown(name)).toBeUndefined(),
);

it.each(['Dr. Ada Smith', 'Dr.Smith', 'J.R.R. Tolkien', 'Ada St. John', 'Jean-Luc', 'Anna 2.0'])(
  'a name is shown: %s',
  (name) => expect(shown(name)).toBe(name),
);
