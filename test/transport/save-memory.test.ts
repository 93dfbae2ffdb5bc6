import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {expect, test} from 'vitest';

const module = join(import.meta.dirname, '../../source/transport/save-memory.ts');

/** Megabytes that V8 has for young objects after many have lived for a while and died. */
const youngAfter = (before: string): number => {
	const script = `
		const {saveMemory} = await import(${JSON.stringify(module)});
		const {getHeapSpaceStatistics} = await import('node:v8');
		${before}
		let recent = [];
		const output = Buffer.alloc(65_536, 'line\\n');
		for (let round = 0; round < 60; round += 1)
			recent = [...recent, ...output.toString().split('\\n').map(text => ({text}))].slice(-40_000);
		console.log(getHeapSpaceStatistics().find(space => space.space_name === 'new_space').physical_space_size / 1e6);`;
	return Number(spawnSync(process.execPath, ['--input-type=module', '-e', script], {encoding: 'utf8'}).stdout);
};

test('Memory for what dies young stays small, once it is to be saved', () => {
	const usual = youngAfter('');
	const saved = youngAfter('saveMemory();');

	expect(saved).toBeGreaterThan(0);
	expect(saved).toBeLessThan(usual / 2);
});
