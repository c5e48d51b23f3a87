import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Refusal } from '../infra/refusal.ts';
import { templates } from '../workflows/templates/index.ts';
import { axeScript } from './axe.ts';
import { findingsOf } from './findings/check.ts';
import { addressOf, emailPage, faultsPage } from './pages/email.ts';
import { isPersonName } from './people.ts';
import { inTheme, Studio, withPictures } from './studio.ts';

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly location?: string;
}

const page = (body: string, status = 200): Answer => ({ status, type: 'text/html; charset=utf-8', body });
const first = addressOf(templates[0].id, 'everything');

/** The preview's pages: one for each template and reader, the emails themselves in both themes, and axe. */
export async function answer(path: string): Promise<Answer> {
  if (path === '/') return { ...page('', 302), location: first };
  if (path === '/axe.js') return { status: 200, type: 'text/javascript', body: axeScript };
  const [, id, person = '', file] = path.split('/');
  const template = templates.find((each) => each.id === id);
  if (!template || !isPersonName(person))
    return { status: 404, type: 'text/plain', body: `there is no ${path}` };
  const studio = await Studio.open();
  const proof = studio.proof(template, person);
  if (file === 'light.html' || file === 'dark.html')
    return page(inTheme(withPictures(proof), file === 'dark.html' ? 'dark' : 'light'));
  return page(emailPage(templates, proof, await findingsOf(proof), studio.brand.name));
}

async function handle({ url = '/' }: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(url, 'http://localhost');
  if (pathname === '/changes') {
    // Stays open until the process ends, which it does when a source changes.
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('retry: 300\n\n');
    return;
  }
  const { status, type, body, location } = await answer(pathname).catch((error: unknown): Answer => {
    const explained = error instanceof Refusal;
    return page(
      faultsPage(explained ? error.message : String((error as Error).stack)),
      explained ? 422 : 500,
    );
  });
  response.writeHead(status, { 'content-type': type, ...(location && { location }) }).end(body);
}

if (import.meta.main) {
  const server = createServer((request, response) => void handle(request, response));
  server.listen(Number(process.env.PORT ?? 3300), () => {
    const { port } = server.address() as { readonly port: number };
    console.log(`previews of ${templates.length} emails: http://localhost:${port}${first}`);
  });
}
