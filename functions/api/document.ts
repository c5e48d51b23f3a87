import { unpacked } from '../../domain/packed.ts';
import type { HttpResponse } from '../shared/http/http.ts';
import { json } from '../shared/http/respond.ts';

/** The OpenAPI document of every function's routes, packed; put in place when the function is bundled (`infra/api-document.ts`). */
declare const OPENAPI: string;

export const documentRoute = 'GET /v1/openapi.json';

/** Answers everybody with what the API offers. */
export const document = (publicUrl: string): HttpResponse =>
  json(200, { ...unpacked<object>(OPENAPI), servers: [{ url: publicUrl }] });
