import {expect, test} from 'vitest';
import type {Answer} from '../../source/engine/declare.ts';
import {createFrames, newMark} from '../../source/transport/frames.ts';
import {readLight} from '../../source/transport/light-questions.ts';
import {questionsScript} from '../../source/transport/questions.ts';
import {readAnswers} from '../../source/transport/read-answers.ts';
import {shareShell} from '../../source/transport/share-shell.ts';
import {start} from '../../source/transport/shell.ts';
import {never} from '../hosts/workplace.ts';

type Asked = {readonly answers: readonly Answer[] | undefined; readonly kinds: readonly string[]};

const ask = async (questions: readonly string[], timeout = 20): Promise<Asked> => {
	expect(questions.filter(question => shareShell(question) === undefined)).toEqual([]);
	const mark = newMark();
	const reading = readAnswers(questions.length);
	const kinds: string[] = [];
	const frames = createFrames(mark, frame => {
		kinds.push(frame.kind);
		reading.onFrame(frame);
	});
	await start(['sh', '-s'], questionsScript(questions, timeout, mark), never, frames);
	return {answers: reading.answers(), kinds};
};

const said = ({answers}: Asked): readonly string[] | undefined =>
	answers?.map(({exit, stdout, stderr}) => `${exit} ${stdout}${stderr}`.trim());

test('What was said is told apart to the byte, also where a line was not ended, and bytes that are no text stay', () => {
	const bytes = Buffer.concat([
		Buffer.from('\ns 1 \nno end'),
		Buffer.from([0xff]),
		Buffer.from('\ns 2 5\n\n\ns end 0\n'),
	]);

	expect(readLight(bytes, 's')).toEqual([
		{number: 1, exit: 5, text: Buffer.concat([Buffer.from('no end'), Buffer.from([0xff])])},
		{number: 2, exit: 0, text: Buffer.from('\n')},
	]);
});

test('A question that was under way has no exit code', () => {
	expect(readLight(Buffer.from('\ns 4 \nso far'), 's')).toEqual([
		{number: 4, exit: undefined, text: Buffer.from('so far')},
	]);
});

test('Sixty questions of a shell are answered in one piece, each with its own words and exit code', async () => {
	const questions = Array.from({length: 60}, (_, index) => `echo ${index}; [ ${index} -lt 30 ] || nonsense`);
	const asked = await ask(questions);

	expect(said(asked)).toEqual(
		questions.map((_, index) =>
			index < 30 ? `0 ${index}` : `127 ${index}\nbash: line 1: nonsense: command not found`,
		),
	);
	expect([...new Set(asked.kinds)]).toEqual(['begin', 'codes', 'light', 'end']);
});

test('One that hangs ends at its time, and those after it are asked meanwhile', async () => {
	const questions = Array.from({length: 30}, (_, index) => (index === 4 ? 'tail -f /dev/null' : `echo ${index}`));

	expect(said(await ask(questions, 3))).toEqual(questions.map((_, index) => (index === 4 ? '124' : `0 ${index}`)));
});

test('Output with a NUL, or more than is carried in one piece, is asked for anew and comes as it is', async () => {
	const asked = await ask(['echo before', 'head -c 3 /dev/zero', 'head -c 2000000 /dev/zero', 'echo after; exit 2']);

	expect(asked.answers?.map(({exit}) => exit)).toEqual([0, 0, 0, 2]);
	expect(asked.answers?.map(({stdout}) => stdout.trim()).filter(text => /before|after/.test(text))).toEqual([
		'before',
		'after',
	]);
	expect(asked.kinds).not.toContain('light');
});

test('A question sees neither what the watching bash calls its own nor what the one before it set', async () => {
	const asked = await ask(['dir=1; try=2; exit 3', 'echo "${dir-unset} ${try-unset} ${todo-unset}"']);

	expect(said(asked)).toEqual(['3', '0 unset unset unset']);
});
