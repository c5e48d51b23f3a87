import brand from '#brand' with { type: 'json' };
import centre from '#centre' with { type: 'json' };
import { parseCentre } from '../../domain/centre/centre.ts';
import { parseBrand } from '../../domain/messages/brand.ts';
import { http } from '../shared/http/http.ts';
import { logger } from '../shared/log.ts';
import { respond } from '../shared/pages/page.ts';
import { configure } from '../shared/spec.ts';
import { demoPage } from './demo-page.ts';
import { spec } from './spec.ts';

const config = configure(spec);
const ours = parseBrand(brand);
const page = demoPage({ brand: ours, centre: parseCentre(centre), ...config });

export const handler = http(async () => respond(ours, page), logger(spec));
