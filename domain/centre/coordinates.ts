import * as z from 'zod/mini';

/** A place on earth, in degrees (WGS 84). */
export const coordinatesSchema = z.strictObject({
  latitude: z.number().check(z.minimum(-90), z.maximum(90)),
  longitude: z.number().check(z.minimum(-180), z.maximum(180)),
});
export type Coordinates = z.output<typeof coordinatesSchema>;

/** The earth's mean radius in kilometres (IUGG). */
const radius = 6371.0088;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The way between two places along the earth's surface, by the haversine formula; exact to half a percent. */
export function kilometresBetween(a: Coordinates, b: Coordinates): number {
  const half = (from: number, to: number): number => Math.sin(radians(to - from) / 2) ** 2;
  const chord =
    half(a.latitude, b.latitude) +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(a.longitude, b.longitude);
  return 2 * radius * Math.asin(Math.min(1, Math.sqrt(chord)));
}
