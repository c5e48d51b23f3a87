import type { Line } from './stage.ts';
import { expected, expectedCalls } from './story.ts';

/** What is wrong with a played story, one sentence each; empty when everything came to whom it must, on its day. */
export function faults(lines: readonly Line[]): readonly string[] {
  return [...inboxFaults(lines), ...callFaults(lines)];
}

function inboxFaults(lines: readonly Line[]): string[] {
  return Object.entries(expected).flatMap(([who, wanted]) => {
    const received = lines.filter((line) => line.who === who && line.kind === 'received');
    const start = lines.find((line) => line.who === who)?.at ?? '';
    const missing = wanted.filter(
      ([day, subject]) => !received.some((line) => dayOf(start, line) === day && subject.test(line.text)),
    );
    const subjects = received.map((line) => line.text).join(' | ');
    return [
      ...missing.map(([day, subject]) => `${who}: no message on day ${day} whose subject says ${subject}`),
      ...(received.length > wanted.length
        ? [`${who}: ${received.length} messages, ${wanted.length} were to come: ${subjects}`]
        : []),
    ];
  });
}

function callFaults(lines: readonly Line[]): string[] {
  return Object.entries(expectedCalls).flatMap(([host, wanted]) => {
    const calls = lines.filter((line) => line.who === host && /users|audienceMembers/.test(line.text)).length;
    return calls === wanted ? [] : [`${host}: called ${calls} times, ${wanted} were to come`];
  });
}

/** Whole days since the story began. */
export const dayOf = (start: string, { at }: Pick<Line, 'at'>): number =>
  Math.floor((Date.parse(at) - Date.parse(start)) / 86_400_000);
