import {readdirSync} from 'node:fs';
import {expect, test} from 'vitest';
import {golden} from './helpers/golden-plans.ts';
import {goldenFiles} from './helpers/golden-text.ts';
import {axes, offered} from './helpers/variants.ts';

const {choices, refused} = golden();

test('Every minor stands there with every runtime and every endpoint that is offered', () => {
	const met = new Set(choices.map(({version, runtime, endpoint}) => `${version} ${runtime} ${endpoint}`));
	const wanted = axes.version.flatMap(version =>
		axes.runtime
			.filter(word => offered('runtime', word))
			.flatMap(runtime =>
				axes.endpoint
					.filter(word => offered('endpoint', word))
					.map(endpoint => `${version} ${runtime} ${endpoint}`),
			),
	);
	expect(wanted.filter(combination => !met.has(combination))).toEqual([]);
});

test('A pair that no plan may hold is refused with what to write instead, in both languages', () => {
	expect(refused.length).toBeGreaterThan(0);
	expect(refused.filter(({why}) => !/; (write|remove) /.test(why.en) || !/请(写|删除|在)/.test(why.zh))).toEqual([]);
});

test('The exact commands of all golden plans are the ones that are committed (vitest -u prints them anew)', async () => {
	const files = goldenFiles();
	expect(readdirSync('test/golden').filter(name => !(name in files))).toEqual([]);
	for (const [name, content] of Object.entries(files)) await expect(content).toMatchFileSnapshot(`golden/${name}`);
}, 120_000);
