import {existsSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {survey} from '../../source/commands/survey.ts';
import {labs} from '../../steps/labs/labs.ts';
import type {Surveyed} from '../../source/engine/engine.ts';
import {ownHome, printed} from '../helpers/own-home.ts';
import {goodYaml} from '../helpers/written-plans.ts';
import {kubewalk as program} from '../helpers/program.ts';
import {widthOf} from '../helpers/screen.tsx';
import {has} from '../hosts/workplace.ts';

const home = ownHome();
const kubewalkSurvey = (options: Partial<Parameters<typeof survey>[0]>) =>
	printed(() => survey({book: 'install', ...options}));

const sessions = (): readonly string[] =>
	existsSync(join(home(), 'sessions')) ? readdirSync(join(home(), 'sessions')) : [];

test('A matrix of checks and hosts, then why a check is not so, then the counts; nothing is changed or remembered', async () => {
	const {result, stdout, stderr} = await kubewalkSurvey({lab: true});
	expect({result, stderr}).toEqual({result: 0, stderr: ''});
	expect(stdout).toMatch(
		/^ +m1 {2}m2 {2}m3 {2}w1 {2}w2\nConnect and survey\n {2}Commands run as root +✔ {3}✔ {3}✔ {3}✔ {3}✔\n/,
	);
	expect(stdout).toMatch(/\nSwap\n {2}Swap off, now +✘ {3}✘ {3}✘ {3}✘ {3}✘\n/);
	expect(stdout).toMatch(/\n\nWhat is not so yet\n[^]*\n {2}Swap off, now\n {4}m1 m2 m3 w1 w2: \S/);
	expect(stdout).toMatch(/\n\n\d+ so, \d+ not so, \d+ not known, on 5 hosts in [\d.]+ s\n$/);
	expect(sessions()).toEqual([]);
	expect((await kubewalkSurvey({lab: true, json: true, lang: 'zh'})).stdout).toContain('"answer": "no"');
});

test('Without a terminal there are no colours, and no line of the matrix is wider than 80 columns', async () => {
	const ended = await program(['survey', '--lab'], {home: home()});
	expect(ended.stdout).not.toContain('\u001B');
	const [matrix = ''] = ended.stdout.split('\n\n');
	expect(Math.max(...matrix.split('\n').map(widthOf))).toBeLessThanOrEqual(80);
});

test('As JSON it is a list of task, host, answer and detail', async () => {
	const {result, stdout} = await kubewalkSurvey({lab: true, json: true, book: 'reset'});
	expect(result).toBe(0);
	const rows = JSON.parse(stdout) as readonly Surveyed[];
	expect(rows).toContainEqual({task: 'reset-workers', host: 'w1', answer: 'yes', detail: expect.any(String)});
});

test('The words are Chinese when that is spoken', async () => {
	expect((await kubewalkSurvey({lab: true, lang: 'zh', book: 'reset'})).stdout).toMatch(/^ +m1 {2}m2[^\n]*\n预览\n/);
});

test.skipIf(!has('ssh'))(
	'Hosts that cannot be reached are told each, with a code of their own (skipped without ssh)',
	async () => {
		const plan = join(home(), 'cluster.yaml');
		writeFileSync(plan, `${goodYaml.replaceAll('10.77.0.', '127.255.255.')}ssh: {port: 1}\n`);
		const {result, stdout, stderr} = await kubewalkSurvey({plan});
		expect(result).toBe(3);
		expect(stdout).toMatch(/\n {2}Commands run as root +\? {3}\? {3}\? {3}\?\n/);
		expect(stdout).toMatch(/\n\nCould not be asked\n {2}m1: .* refuses the connection: .*\n {2}m2: /);
		expect(stdout).not.toContain('What is not so yet');
		expect(stderr).toBe('Some hosts could not be asked: what they answered with stands above.\n');
	},
);

test.each([
	[{}, 'Say what to walk: --plan FILE for your hosts, or --lab to rehearse on simulated ones.\n'],
	[{lab: 'nope'}, `There is no lab nope: the labs are ${labs.map(({id}) => id).join(', ')}.\n`],
	[{lab: true, book: 'nope'}, 'There is no book nope: the books are install, add-node, drill, reset, diagnose.\n'],
] as const)('%j is wrong usage', async (options, stderr) => {
	expect(await kubewalkSurvey(options)).toEqual({result: 2, stdout: '', stderr});
});
