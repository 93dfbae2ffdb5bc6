import {expect, test} from 'vitest';
import {textsOf} from '../../source/texts/texts.ts';
import {contactWords, endpointWords, wayWords} from '../../source/ui/host-words.ts';

const [en, zh] = [textsOf('en'), textsOf('zh')];

test('Every way in has its words, jump host and key included', () => {
	const ssh = {kind: 'ssh', login: 'ops@10.0.0.1:2222', jump: 'bastion', identity: '~/.ssh/id'} as const;

	expect(wayWords(ssh, en)).toBe('ssh ops@10.0.0.1:2222 · through bastion · key ~/.ssh/id');
	expect(wayWords({kind: 'container', engine: 'podman', container: 'c1'}, en)).toBe('podman exec in container c1');
	expect(wayWords({kind: 'by-hand'}, zh)).toContain('人工');
	expect(wayWords(undefined, en)).toBe('not known yet');
});

test('Silence is told as trouble, an answer as good, and both with their time', () => {
	expect(contactWords({kind: 'away', at: 0}, en)).toMatchObject({
		tone: 'bad',
		text: expect.stringMatching(/^silent .*:/),
	});
	expect(contactWords({kind: 'answered'}, en)).toEqual({tone: 'good', text: 'answers'});
	expect(contactWords({kind: 'none'}, zh).text).toBe('尚未询问');
	expect(endpointWords('external', en)).toContain('load balancer');
});
