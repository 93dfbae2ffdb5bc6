import {expect, test} from 'vitest';
import {openText} from '../../../source/commands/diagnose/open-text.ts';

const stateOf = (text: string) => {
	const opened = openText(text, 'en');
	if ('problems' in opened) throw new Error(opened.problems.join());
	return opened.store.getState();
};

const swap =
	'failed to run Kubelet: running with swap on is not supported, please disable swap or set --fail-swap-on flag to false';

test('Pasted text is a session without hosts that shows what --from finds', () => {
	const opened = openText(swap, 'zh');

	expect(opened).toMatchObject({pasted: true, simulated: false, name: '粘贴的文本'});
	expect(stateOf(swap).diagnosis?.found[0]).toMatchObject({id: 'swap-on', confidence: 'confirmed'});
	expect(stateOf(swap).diagnosis).not.toHaveProperty('unknown');
});

test('Where no cause is known, what reads like trouble is shown', () => {
	expect(stateOf('the teapot reported an error: no water').diagnosis?.unknown?.seen[0]?.lines).toEqual([
		'the teapot reported an error: no water',
	]);
	expect(openText(' \n ', 'en')).toMatchObject({problems: [expect.stringContaining('no text')]});
});

test('Secrets in it are never shown', () => {
	const token = 'abcdef.0123456789abcdef';

	expect(JSON.stringify(stateOf(`error: join failed with --token ${token}\n${swap}`))).not.toContain(token);
});
