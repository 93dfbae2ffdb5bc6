import {expect, test} from 'vitest';
import {holds, replaceFile, restoreFile, signature} from '../../steps/whole-file.ts';
import {runHere} from '../helpers/scripts.ts';

const ours = `# ${signature}\nkey = "it's $HOME"\n`;

test('A file holds its content once it was written, and a check says when somebody changed it', () => {
	const {output} = runHere(`
		${holds('./a.conf', ours).bash} || echo missing
		${replaceFile('./a.conf', ours).bash}
		${holds('./a.conf', ours).bash} && echo there
		echo more >> a.conf
		${holds('./a.conf', ours).bash} || echo changed
	`);

	const said = './a.conf is missing or not as planned.\n';
	expect(output).toBe(`missing\nthere\nchanged\n${said}${said}`);
});

test('The file that was there before comes back, however often ours was written', () => {
	const {output} = runHere(`
		echo theirs > a.conf
		${replaceFile('./a.conf', ours).bash}
		${replaceFile('./a.conf', `${ours}changed\n`).bash}
		${restoreFile('./a.conf').bash}
		cat a.conf
		ls
	`);

	expect(output).toBe('theirs\na.conf\n');
});

test('Where there was no file, none is left', () => {
	expect(
		runHere(`${replaceFile('./a.conf', ours, '600').bash}\nstat -c %a a.conf\n${restoreFile('./a.conf').bash}\nls`)
			.output,
	).toBe('600\n');
});
