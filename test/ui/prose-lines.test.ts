import {expect, test} from 'vitest';
import {proseLines} from '../../source/ui/prose-lines.ts';
import {widthOf} from '../helpers/screen.tsx';

test('English breaks between words, a word that is too long anywhere', () => {
	expect(proseLines('the kubelet does not run', 12, 'en')).toEqual(['the kubelet', 'does not run']);
	expect(proseLines('see https://example.org/a', 10, 'en')).toEqual(['see', 'https://ex', 'ample.org/', 'a']);
	expect(proseLines('', 10, 'en')).toEqual(['']);
});

test('Chinese breaks between words too, and no line is wider than the screen or begins with a stop', () => {
	const lines = proseLines('套接字无人应答：kubelet 无法启动容器，kubeadm 预检不通过。', 20, 'zh');

	expect(lines.join('')).toBe('套接字无人应答：kubelet 无法启动容器，kubeadm 预检不通过。');
	for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(20);
	for (const line of lines) expect(line).not.toMatch(/^[，。：]/);
});
