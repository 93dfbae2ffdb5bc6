import {expect, test} from 'vitest';
import {Prose, wordsOf} from '../../../source/ui/components/prose.tsx';
import {onScreen} from '../../helpers/on-screen.tsx';
import {widthOf} from '../../helpers/screen.tsx';

const chinese = '本机上的五台模拟机器。命令与真实安装完全相同，不会触碰任何外部环境。';

test('Chinese fills its lines, and no line begins with a comma or a full stop', async () => {
	const {lines} = await onScreen(<Prose>{chinese}</Prose>, 24, 8, {language: 'zh'});
	const used = lines().filter(line => line !== '');

	expect(used.join('')).toBe(chinese);
	expect(used.length).toBeLessThanOrEqual(4);
	for (const line of used) {
		expect(line).not.toMatch(/^[，。]/);
		expect(widthOf(line)).toBeLessThanOrEqual(24);
	}
});

test('English breaks between words', async () => {
	const {lines} = await onScreen(<Prose>Nothing outside is touched.</Prose>, 16, 4);

	expect(lines().slice(0, 2)).toEqual(['Nothing outside', 'is touched.']);
});

test('Brackets stay with what they hold', () => {
	expect(wordsOf('高可用（三台）', 'zh').some(word => /^）|（$/.test(word))).toBe(false);
});

test('An address is not broken where Chinese is', () => {
	expect(wordsOf('后面可写端口，如 10.0.0.100:9443。', 'zh')).toContain('10.0.0.100:9443。');
});
