import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {makeWorkplace} from './hosts/workplace.ts';
import {kubewalk} from './helpers/program.ts';

const home = makeWorkplace();
const {version} = JSON.parse(readFileSync('package.json', 'utf8')) as {version: string};

test('--version prints the version and nothing else', async () => {
	expect(await kubewalk(['--version'], {home})).toEqual({
		code: 0,
		signal: null,
		stdout: `${version}\n`,
		stderr: '',
	});
});

const onNode = (node: string) => [
	'--import',
	`data:text/javascript,Object.defineProperty(process, 'versions', {value: {...process.versions, node: '${node}'}})`,
];

test.each(['18.20.4', '20.19.5', '22.12.0'])(
	'On Node %s a sentence says what is needed, also for --version',
	async old => {
		const ended = await kubewalk(['--version'], {home, node: onNode(old)});

		expect(ended).toMatchObject({code: 2, stdout: ''});
		expect(ended.stderr).toBe(
			`kubewalk needs Node.js 22.13 or newer, and this is ${old}: install a newer one, or use npm start in a checkout, which brings its own.\n`,
		);
	},
);

test.each(['22.13.0', '24.0.0'])('Node %s is new enough', async node => {
	expect(await kubewalk(['--version'], {home, node: onNode(node)})).toMatchObject({code: 0, stderr: ''});
});

test('The exit code of the command is the exit code of the process', async () => {
	expect(await kubewalk(['lab', 'list'], {home})).toMatchObject({code: 0, stderr: ''});
	expect(await kubewalk(['report', 'nope'], {home})).toMatchObject({
		code: 2,
		stdout: '',
		stderr: 'There is no session nope: kubewalk sessions lists them.\n',
	});
});
