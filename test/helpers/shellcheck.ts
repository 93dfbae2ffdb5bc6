// shellcheck over the scripts of a stage, for every golden plan and host. Skipped where there is no shellcheck.
import {spawnSync} from 'node:child_process';
import type {Stage} from '../../source/engine/declare.ts';
import {joinValues} from './harmless.ts';
import {goldenGivens} from './plans.ts';
import {distinct, scriptsOf, type NamedScript} from './scripts.ts';

export const goldenScripts = (stage: Stage): readonly NamedScript[] =>
	distinct(goldenGivens(joinValues).flatMap(given => scriptsOf(stage, given)));

export const hasShellcheck = spawnSync('shellcheck', ['--version']).status === 0;

export const complaints = (scripts: readonly NamedScript[]): readonly string[] =>
	scripts.flatMap(({name, script}) => {
		const {stdout} = spawnSync('shellcheck', ['--shell=bash', '--format=gcc', '-'], {input: script, encoding: 'utf8'});
		return stdout === '' ? [] : [`${name}: ${stdout}`];
	});
