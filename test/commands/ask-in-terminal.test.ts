import {PassThrough} from 'node:stream';
import {expect, test} from 'vitest';
import {askInTerminal} from '../../source/commands/ask-in-terminal.ts';

const question = {kind: 'confirm', title: 'Is this its host key?', lines: ['ED25519 SHA256:abc']} as const;

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

test('What would have to be typed in secret is not asked here', async () => {
	expect(await answer('y\n', 'secret')).toEqual({answer: undefined, shown: ''});
});
