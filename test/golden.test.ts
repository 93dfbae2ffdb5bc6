import {readdirSync} from 'node:fs';
import {expect, test} from 'vitest';
import {redHatRelease, systems, type SystemName} from '../steps/system.ts';
import {golden} from './helpers/golden-plans.ts';
import {fits, systemNames} from './helpers/golden-systems.ts';
import {goldenFiles} from './helpers/golden-text.ts';
import {axes, axisNames} from './helpers/variants.ts';

const {rows, refused} = golden();

const familyOf = (system: SystemName): string => (redHatRelease(systems[system]) === undefined ? 'apt' : 'dnf');

test('Every minor stands there with every runtime and every endpoint there is, on a system of either family', () => {
	const met = new Set(
		rows.map(({choice, system}) => [choice.version, choice.runtime, choice.endpoint, familyOf(system)].join(' ')),
	);
	const wanted = axes.version.flatMap(version =>
		axes.runtime.flatMap(runtime =>
			axes.endpoint.flatMap(endpoint =>
				['apt', 'dnf'].map(family => [version, runtime, endpoint, family].join(' ')),
			),
		),
	);
	expect(wanted.filter(combination => !met.has(combination))).toEqual([]);
});

test('Every system stands there with every word that may stand there on it', () => {
	const met = new Set(rows.flatMap(({choice, system}) => axisNames.map(axis => `${system} ${axis}=${choice[axis]}`)));
	const wanted = rows.flatMap(({choice}) =>
		systemNames
			.filter(system => fits(system, choice))
			.flatMap(system => axisNames.map(axis => `${system} ${axis}=${choice[axis]}`)),
	);
	expect([...new Set(wanted)].filter(pair => !met.has(pair))).toEqual([]);
});

test('A pair that no plan may hold is refused with what to write instead, in both languages', () => {
	expect(refused.length).toBeGreaterThan(0);
	expect(refused.filter(({why}) => !/; (write|remove) /.test(why.en) || !/请(写|删除|在)/.test(why.zh))).toEqual([]);
});

test('The exact commands of all golden plans are the ones that are committed (vitest -u prints them anew)', async () => {
	const files = goldenFiles();
	expect(readdirSync('test/golden').filter(name => !(name in files))).toEqual([]);
	for (const [name, content] of Object.entries(files)) await expect(content).toMatchFileSnapshot(`golden/${name}`);
}, 300_000);
