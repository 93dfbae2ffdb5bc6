#!/usr/bin/env node
// Looks at the Node version before anything newer is loaded: an old Node gets a sentence, not a stack trace.
import * as nodeModule from 'node:module';
import {restartLean} from './restart.ts';
import {version} from './version.ts';

const needed = [22, 13] as const;
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const argv = process.argv.slice(2);

if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
	process.stderr.write(
		`kubewalk needs Node.js ${needed.join('.')} or newer, and this is ${process.versions.node}: install a newer one, or use npm start in a checkout, which brings its own.\n`,
	);
	process.exitCode = 2;
} else if (argv.length === 1 && argv[0] === '--version') {
	// Answered here: nothing else has to be loaded for it.
	process.stdout.write(`${version()}\n`);
} else {
	restartLean();
	// React's and Ink's code is read once and kept compiled: the first frame comes in half the time.
	nodeModule.enableCompileCache?.();
	process.env['NODE_ENV'] ??= 'production';
	const {main} = await import('./cli.tsx');
	process.exitCode = await main(argv);
}
