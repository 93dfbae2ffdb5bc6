import {existsSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {survey} from '../../source/commands/survey.ts';
import type {Surveyed} from '../../source/engine/engine.ts';
import {ownHome, printed} from '../helpers/own-home.ts';
import {goodYaml} from '../helpers/written-plans.ts';
import {has} from '../hosts/workplace.ts';

const home = ownHome();
const kubewalkSurvey = (options: Partial<Parameters<typeof survey>[0]>) =>
	printed(() => survey({book: 'install', ...options}));

const sessions = (): readonly string[] =>
	existsSync(join(home(), 'sessions')) ? readdirSync(join(home(), 'sessions')) : [];

test('Every check is asked on every host, a no with its reason; nothing is changed or remembered', async () => {
	const {result, stdout, stderr} = await kubewalkSurvey({lab: true});
	expect({result, stderr}).toEqual({result: 0, stderr: ''});
	expect(stdout).toMatch(/^Connect and survey\n {2}m1 ✔ {2}m2 ✔ {2}m3 ✔ {2}w1 ✔ {2}w2 ✔ {2}Commands run as root\n/);
	expect(stdout).toMatch(/\n {2}m1 ✘ {2}m2 ✘ {2}m3 ✘ {2}w1 ✘ {2}w2 ✘ {2}Swap off, now\n {6}m1: \S/);
	expect(sessions()).toEqual([]);
	expect((await kubewalkSurvey({lab: true, json: true, lang: 'zh'})).stdout).toContain('"answer": "no"');
});

test('As JSON it is a list of task, host, answer and detail', async () => {
	const {result, stdout} = await kubewalkSurvey({lab: true, json: true, book: 'reset'});
	expect(result).toBe(0);
	const rows = JSON.parse(stdout) as readonly Surveyed[];
	expect(rows).toContainEqual({task: 'reset-workers', host: 'w1', answer: 'yes', detail: expect.any(String)});
});

test('The words are Chinese when that is spoken', async () => {
	expect((await kubewalkSurvey({lab: true, lang: 'zh', book: 'reset'})).stdout).toMatch(/^预览\n {2}m1 ✔/);
});

test.skipIf(!has('ssh'))(
	'Hosts that cannot be reached are told each, with a code of their own (skipped without ssh)',
	async () => {
		const plan = join(home(), 'cluster.yaml');
		writeFileSync(plan, `${goodYaml.replaceAll('10.77.0.', '127.255.255.')}ssh: {port: 1}\n`);
		const {result, stdout, stderr} = await kubewalkSurvey({plan});
		expect(result).toBe(3);
		expect(stdout).toMatch(
			/\n {2}m1 \? {2}m2 \? {2}m3 \? {2}w1 \? {2}Commands run as root\n {6}m1: .* refuses the connection: /,
		);
		expect(stderr).toBe('Some hosts could not be asked: what they answered with stands above.\n');
	},
);

test.each([
	[{}, 'Say what to walk: --plan FILE for your hosts, or --lab to rehearse on simulated ones.\n'],
	[{lab: 'nope'}, 'There is no lab nope: the labs are rehearsal.\n'],
	[{lab: true, book: 'nope'}, 'There is no book nope: the books are install, reset.\n'],
] as const)('%j is wrong usage', async (options, stderr) => {
	expect(await kubewalkSurvey(options)).toEqual({result: 2, stdout: '', stderr});
});
