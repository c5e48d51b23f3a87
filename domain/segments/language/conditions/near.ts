import * as z from 'zod/mini';
import { property } from '../../../../workflows/filter.ts';
import { type Coordinates, coordinatesSchema, kilometresBetween } from '../../../centre/coordinates.ts';
import { defineKind } from '../kind.ts';
import { lasting, type View } from '../question.ts';

const kilometresInMile = 1.609344;

/** Where traits have a latitude and a longitude: on the person, or in `location`, `address` or `address.location`. */
const holders = ['', 'location.', 'address.', 'address.location.'];

function placeOf({ person: { profile } }: View): Coordinates | undefined {
  const found = holders
    .map((holder) => ({
      latitude: property(profile.traits, `${holder}latitude`),
      longitude: property(profile.traits, `${holder}longitude`),
    }))
    .map((each) => z.safeParse(coordinatesSchema, each))
    .find(({ success }) => success);
  return found?.data;
}

const distance = z.optional(z.number().check(z.minimum(0), z.maximum(20_100)));

const schema = z
  .strictObject({
    near: z.union([z.literal('centre'), coordinatesSchema], {
      error: 'must be "centre", or a place such as {"latitude": 43.07, "longitude": -70.76}',
    }),
    km: distance,
    miles: distance,
  })
  .check(
    z.refine(
      ({ km, miles }) => (km === undefined) !== (miles === undefined),
      'must have "km" or "miles", as {"near": "centre", "km": 10}',
    ),
  );

/** `{"near": "centre", "km": 10}`: whose coordinates are that close. Of whom none are known is near nothing. */
export const near = defineKind(schema, ({ near: of, km, miles = 0 }, business) => {
  const centre = of === 'centre' ? business.place : of;
  if (!centre)
    return {
      field: 'near',
      reason: 'near: nobody knows where the centre is; add its "location" to centre.json, or name a place',
    };
  const most = km ?? miles * kilometresInMile;
  const away = (view: View): number | undefined => {
    const place = placeOf(view);
    return place && kilometresBetween(place, centre);
  };
  const where = of === 'centre' ? 'the centre' : `${of.latitude}, ${of.longitude}`;
  return {
    says: `within ${km === undefined ? `${miles} miles` : `${km} km`} of ${where}`,
    leaves: [],
    reads: { traits: ['latitude', 'longitude', 'location', 'address'] },
    ask(view) {
      const found = away(view);
      return lasting(found !== undefined && found <= most);
    },
    found(view) {
      const found = away(view);
      if (found === undefined) return 'nobody knows where they are';
      return km === undefined
        ? `${(found / kilometresInMile).toFixed(1)} miles away`
        : `${found.toFixed(1)} km away`;
    },
  };
});
