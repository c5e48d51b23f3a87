#!/usr/bin/env node
import process from 'node:process';

/** The commands are TypeScript, which Node strips of its types by itself from this version on. */
const needed = 24;

const major = Number(process.versions.node.split('.')[0]);
if (major < needed) {
  console.error(
    `onward needs Node ${needed} or newer; this is Node ${process.versions.node}. See https://nodejs.org.`,
  );
  process.exitCode = 2;
} else {
  // Who reads along has had enough, as `head` has: that ends it, and is no error.
  process.stdout.on('error', (error) => {
    if (!('code' in error) || error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
  const { main } = await import('./main.ts');
  process.exitCode = await main(process.argv.slice(2));
}
