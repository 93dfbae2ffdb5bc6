import {readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {guarded, tellCrash} from '../../source/commands/guard-terminal.ts';
import {ownHome, printed} from '../helpers/own-home.ts';

const home = ownHome();

test('A fault of the screen is one sentence, and its trace lies in a file of one’s own', async () => {
	const {result, stderr} = await printed(() =>
		guarded(() => Promise.reject<string>(new Error('a hook was called twice')), 'en'),
	);

	expect(result).toBeUndefined();
	expect(stderr.trim().split('\n')).toHaveLength(1);
	expect(stderr).toContain('the session can be resumed');
	const file = join(home(), 'crash.txt');
	expect(readFileSync(file, 'utf8')).toContain('a hook was called twice');
	expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('The trace hides what the record hides: what looks like a secret, and the values that the session knows', async () => {
	const error = new Error('join --token abcdef.0123456789abcdef failed for hunter22');
	const {stderr} = await printed(() =>
		guarded(
			() => Promise.reject<string>(error),
			'en',
			() => text => text.replaceAll('hunter22', '<password>'),
		),
	);
	const file = join(home(), 'crash.txt');
	expect(readFileSync(file, 'utf8')).toContain('failed for <password>');

	tellCrash(error, 'en');
	expect(readFileSync(file, 'utf8')).toContain('abcdef.<secret> failed');
	expect(`${readFileSync(file, 'utf8')}${stderr}`).not.toContain('0123456789abcdef');
});

test('What ends well is given back, and the sentence is there in Chinese', async () => {
	expect(await guarded(async () => 'left', 'en')).toBe('left');
	expect(tellCrash('odd', 'zh')).toContain('会话可以恢复');
});

test('A warning of node waits until the screen is gone', async () => {
	const heard: string[] = [];
	const hear = ({message}: Error): void => void heard.push(message);
	process.on('warning', hear);
	await guarded(async () => {
		process.emitWarning('too many listeners');
		await new Promise(resolve => void setImmediate(resolve));
		expect(heard).toEqual([]);
	}, 'en');
	process.off('warning', hear);

	expect(heard).toEqual(['too many listeners']);
});
