import {PassThrough} from 'node:stream';
import {expect, test} from 'vitest';
import {askHere, askInTerminal} from '../../source/commands/ask-in-terminal.ts';
import {nobody} from '../../source/ui/doors.ts';

const question = {title: 'Is this its host key?', lines: ['ED25519 SHA256:abc']} as const;

const answer = async (typed: string, kind: 'confirm' | 'secret' = 'confirm') => {
	const [input, output] = [new PassThrough(), new PassThrough()];
	let shown = '';
	output.on('data', chunk => (shown += String(chunk)));
	input.write(typed);
	return {answer: await askInTerminal(input, output)({...question, kind}), shown};
};

test('The question shows all of its lines, and that no is what Enter says', async () => {
	const {answer: said, shown} = await answer('\n');
	expect(said).toBeUndefined();
	expect(shown).toBe('Is this its host key?\n  ED25519 SHA256:abc [y/N] ');
});

test.each(['y\n', 'yes\n', ' Y \n', '是\n'])('%j accepts', async typed => {
	expect((await answer(typed)).answer).toBe('yes');
});

test.each(['n\n', 'no\n', 'yeah no\n', 'SHA256:abc\n'])('%j does not accept', async typed => {
	expect((await answer(typed)).answer).toBeUndefined();
});

test('A secret is asked for in one line and not shown; every space of it counts', async () => {
	expect(await answer(' pass  word \n', 'secret')).toEqual({
		answer: ' pass  word ',
		shown: 'ED25519 SHA256:abc\nIs this its host key?: \n',
	});
});

test('The end of the input is no answer', async () => {
	const [input, output] = [new PassThrough(), new PassThrough()];
	input.end();
	expect(await askInTerminal(input, output)({...question, kind: 'secret'})).toBeUndefined();
});

test('A program that asks for itself runs below its title', async () => {
	const [input, output] = [new PassThrough(), new PassThrough()];
	const work = async (): Promise<void> => void output.write('password: ');
	expect(await askInTerminal(input, output)({...question, kind: 'terminal', work})).toBe('yes');
	expect(String(output.read())).toBe('Is this its host key?\n  ED25519 SHA256:abc\npassword: ');
});

test('Without a terminal the flag agrees to what is routine, and nobody to anything else', async () => {
	const routine = {...question, kind: 'confirm', routine: true} as const;
	expect(await askHere(true)(routine)).toBe('yes');
	expect(await askHere(false)(routine)).toBe(nobody);
	expect(await askHere(true)({...question, kind: 'confirm'})).toBe(nobody);
	expect(await askHere(true)({...question, kind: 'secret'})).toBe(nobody);
});
