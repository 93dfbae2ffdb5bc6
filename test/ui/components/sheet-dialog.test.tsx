import {expect, test} from 'vitest';
import type {Returned, Sheet} from '../../../source/engine/sheet.ts';
import {presentOn} from '../../../source/ui/desk.ts';
import {settle, widthOf} from '../../helpers/screen.tsx';
import {jobOn, lookOn, printed, questionsOn} from '../../helpers/sheets.ts';
import {walking, type Options} from '../../helpers/walking.tsx';

const showing = async (sheet: Sheet, options: Options = {}) => {
	const screen = await walking(options);
	const given: (Returned | undefined)[] = [];
	const stop = new AbortController();
	void presentOn(screen.session.desk)(sheet, stop.signal).then(returned => given.push(returned));
	await settle();
	return {...screen, given, stop, paste: (text: string) => screen.chunk(`\u001B[200~${text}\u001B[201~`)};
};

test('It says where, how and what, shows the command first, and waits for the paste', async () => {
	const {text, lines} = await showing(jobOn);

	expect(text()).toContain('On m2, by hand');
	expect(text()).toContain('Paste this into a root shell on m2, then paste here what it printed.');
	expect(text()).toContain('kubeadm join 10.0.0.100:9443');
	expect(text()).toContain('What is copied, word for word:');
	expect(text()).toContain('Waiting for the paste.');
	expect(text()).toMatch(/c copy {2}w write to a file/);
	expect(lines()).toHaveLength(24);
});

test('The whole text can be read by scrolling, to its last line', async () => {
	const {text, press} = await showing(jobOn);
	for (let turn = 0; turn < 22; turn++) await press('down');

	expect(text()).toContain('kubewalk-7f3a1c');
	await press('pageup');
	expect(text()).not.toContain('kubeadm join 10.0.0.100:9443\n');
});

test('Thousands of lines are one piece: counted, with the first and the last, and Enter takes them', async () => {
	const {text, press, paste, given} = await showing(jobOn);
	await paste(printed(2428).replaceAll('\n', '\r'));
	expect(text()).toContain('2,431 lines pasted: --- kubewalk m2 7f3a1c begin ---');
	expect(text()).toContain('… --- kubewalk m2 7f3a1c end ---');
	expect(text()).toContain('It is complete.');
	await press('return');

	expect(given).toEqual([{pasted: printed(2428).replaceAll('\n', '\r')}]);
	expect(text()).not.toContain('by hand');
});

test('What is missing is named at once, and nothing is lost by it', async () => {
	const {text, press, paste, given} = await showing(questionsOn('true', 'false'));
	await paste(
		'--- kubewalk m2 7f3a1c begin ---\r--- kubewalk m2 7f3a1c 2/2 exit 1 lines 0 ---\r--- kubewalk m2 7f3a1c end ---',
	);
	expect(text()).toContain('Part 1 of 2 is missing: copy everything, or run it again.');
	await press('return');
	expect(given).toEqual([]);
	expect(text()).toContain('3 lines pasted');
	await press('escape');
	expect(text()).toContain('Waiting for the paste.');
});

test('Text without markers is asked about, and y or n answers', async () => {
	const {text, press, paste, given} = await showing(jobOn);
	await press('y');
	await paste('This node has joined the cluster');
	expect(text()).toMatch(/Did the command end\s+well\?/);
	await press('n');

	expect(given).toEqual([{pasted: 'This node has joined the cluster', well: false}]);
});

test('Letters in a paste are never keys, also on a terminal that does not mark pastes', async () => {
	const {text, chunk, given} = await showing(lookOn);
	await chunk(`${'x'.repeat(50)}\rcwny\rx\r`);

	expect(given).toEqual([]);
	expect(text()).toContain('3 lines pasted: xxx');
});

test('Put aside, the walk screen is there with a word on who waits, and b brings it back', async () => {
	const {text, press, session} = await showing(jobOn);
	session.walk.send({type: 'began'});
	await press('escape');
	expect(text()).toContain('b m2 waits for you');
	expect(text()).toContain('Turn off swap now');
	await press('b');
	expect(text()).toContain('On m2, by hand');
});

test('What was asked before says so, and can be answered with: I did not run it', async () => {
	const {text, press, given} = await showing(lookOn);
	expect(text().replaceAll(/\s+/g, ' ')).toContain(
		'You were asked this before: if you ran it, paste its output, do not run it again.',
	);
	await press('x');

	expect(given).toEqual(['not-run']);
});

test('An abort takes the dialog away', async () => {
	const {text, stop, given} = await showing(jobOn);
	stop.abort();
	await settle();

	expect(given).toEqual([undefined]);
	expect(text()).not.toContain('by hand');
});

test.each([
	[80, 24],
	[60, 18],
	[140, 40],
])('It fits into %i columns and %i rows, in Chinese too', async (columns, rows) => {
	for (const sheet of [jobOn, lookOn, questionsOn('systemctl is-active kubelet', 'true')]) {
		const {lines, paste, text} = await showing(sheet, {columns, rows, language: 'zh'});
		expect(lines()).toHaveLength(rows);
		expect(Math.max(...lines().map(widthOf))).toBeLessThanOrEqual(columns);
		await paste(printed(3));
		expect(lines()).toHaveLength(rows);
		expect(text()).toContain('已粘贴 6 行');
	}
});

test.each([
	['en', 'c copy  w write to a file  Esc discard, or put aside'],
	['zh', 'c 复制  w 写入文件  Down 向下滚动  Esc 丢弃，或暂时搁置'],
] as const)('In %s the smallest window names how to take the text along, and the way out', async (language, keys) => {
	const {lines} = await showing(jobOn, {language, columns: 60, rows: 20});

	expect(lines().at(-1)).toBe(keys);
});
