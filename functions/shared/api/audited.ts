import { hash } from 'node:crypto';
import { Audit, type AuditRecord } from '../../../domain/audit/audit.ts';
import type { Table } from '../../../domain/table.ts';
import { type HttpRequest, problemOf } from '../http/http.ts';
import type { DescribedRoute } from './route.ts';

interface Call {
  readonly route: DescribedRoute;
  readonly request: HttpRequest;
  /** Id of the key that calls. */
  readonly key: string;
  readonly now: Date;
}

/** Identifiers of people are personal; ids of ours tell nothing to who has no key. */
const hidden = (value: string): string =>
  value.replace(/^(email|phone|userId|messenger|anonymousId):.*/s, '$1:…');

const resourceOf = ({ method, path }: DescribedRoute, { pathParameters }: HttpRequest): string =>
  `${method} ${path.replace(/\{(\w+)\}/g, (_, name: string) => hidden(pathParameters?.[name] ?? ''))}`;

/** A member of an answer, if it is an id. */
function idIn(answer: unknown, member: 'id' | 'person'): string | null {
  const value = (answer as Readonly<Record<string, unknown>> | undefined)?.[member];
  return typeof value === 'string' ? value : null;
}

const begun = ({ route, request, key, now }: Call): AuditRecord => ({
  id: request.requestContext.requestId,
  at: now.toISOString(),
  key,
  operation: route.operationId,
  resource: resourceOf(route, request),
  digest: request.body === undefined ? null : hash('sha256', request.body, 'hex'),
  outcome: 'begun',
  endedAt: null,
  subject: null,
  person: null,
});

/**
 * Carries out a call and notes who made it: before its effect, so that none goes unnoted, and again with its outcome. What
 * reads only is not noted.
 */
export async function audited<A>(
  call: Call,
  table: Pick<Table, 'put' | 'query'>,
  act: () => Promise<A>,
): Promise<A> {
  if (call.route.method === 'GET') return act();
  const audit = new Audit(table);
  const record = begun(call);
  await audit.note(record);
  const ended = (outcome: number): Pick<AuditRecord, 'outcome' | 'endedAt'> => ({
    outcome,
    endedAt: new Date().toISOString(),
  });
  try {
    const answer = await act();
    const about = { subject: idIn(answer, 'id'), person: idIn(answer, 'person') };
    await audit.note({ ...record, ...about, ...ended(call.route.answer.status) });
    return answer;
  } catch (error) {
    await audit.note({ ...record, ...ended(problemOf(error).status) });
    throw error;
  }
}
