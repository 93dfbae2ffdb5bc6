// Every script of a stage, for every golden plan and host, and what shellcheck says about them.
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Stage} from '../../source/engine/declare.ts';
import {joinValues} from './harmless.ts';
import {goldenGivens} from './plans.ts';
import {distinct, scriptsOf, type NamedScript} from './scripts.ts';

export const goldenScripts = (stage: Stage): readonly NamedScript[] =>
	distinct(goldenGivens(joinValues).flatMap(given => scriptsOf(stage, given)));

/** What shellcheck sees of a script: other numbers, or one more line of the same kind, are nothing to it. */
const shapeOf = (script: string): string => script.replaceAll(/\d+/g, '0').replaceAll(/^(.*\n)\1+/gm, '$1');

/** One script of each shape, and all in one call: starting shellcheck costs more than reading a script. */
export const complaints = (scripts: readonly NamedScript[]): readonly string[] => {
	const folder = mkdtempSync(join(tmpdir(), 'kubewalk-shellcheck-'));
	try {
		const shapes = new Map(scripts.map(named => [shapeOf(named.script), named]));
		const paths = [...shapes.values()].map(({name, script}, index) => {
			const path = join(folder, `${index}-${name.replaceAll(/[^\w-]+/g, '-')}.sh`);
			writeFileSync(path, script);
			return path;
		});
		const {stdout} = spawnSync('shellcheck', ['--shell=bash', '--format=gcc', ...paths], {encoding: 'utf8'});
		return stdout.split('\n').filter(line => line !== '');
	} finally {
		rmSync(folder, {recursive: true});
	}
};
