/**
 * A `Date` that reads the given clock where the machine's would be read: `new Date()`, `Date.now()`, `Date()`.
 * Dates made by either are instances of both.
 */
export function virtualDate(now: () => number): DateConstructor {
  function VirtualDate(...parts: readonly unknown[]): Date | string {
    if (!new.target) return new Date(now()).toString();
    const given = parts.length === 0 ? [now()] : parts;
    const made = new.target === VirtualDate ? Date : new.target;
    return Reflect.construct(Date, given, made);
  }
  VirtualDate.prototype = Date.prototype;
  return Object.assign(VirtualDate, {
    now,
    parse: Date.parse,
    UTC: Date.UTC,
  }) as DateConstructor;
}
