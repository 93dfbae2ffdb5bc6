import {mkdtempSync, readFileSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {writePlan} from '../../source/commands/write-plan.ts';
import {textsOf} from '../../source/texts/texts.ts';

const words = textsOf('en');

test('A plan is written whole, once, and nothing is left beside it', () => {
	const folder = mkdtempSync(join(tmpdir(), 'kubewalk-write-'));
	const file = join(folder, 'cluster.yaml');
	try {
		expect(writePlan(file, 'one', false, words)).toBeUndefined();
		expect(writePlan(file, 'two', false, words)).toContain('is there already');
		expect(readFileSync(file, 'utf8')).toBe('one');
		expect(writePlan(file, 'three', true, words)).toBeUndefined();
		expect(readFileSync(file, 'utf8')).toBe('three');
		expect(readdirSync(folder)).toEqual(['cluster.yaml']);
	} finally {
		rmSync(folder, {recursive: true});
	}
});

test('A place that cannot be written to is told with the reason', () => {
	expect(writePlan('/nowhere/cluster.yaml', 'text', false, words)).toBe(
		'/nowhere/cluster.yaml cannot be written (ENOENT); name a place that you may write to with --out.',
	);
});
