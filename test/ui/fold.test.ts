import {expect, test} from 'vitest';
import {firstInSight, fold} from '../../source/ui/fold.ts';
import {charactersOf} from '../../source/ui/text-field.ts';
import {widthOf} from '../helpers/screen.tsx';

test('A line is cut into rows that fit, and nothing of it is lost', () => {
	for (const line of ['x'.repeat(200), '安装高可用集群 with kubeadm '.repeat(9), '']) {
		const rows = fold(line, 60);
		expect(rows.join('')).toBe(line);
		expect(Math.max(...rows.map(widthOf))).toBeLessThanOrEqual(60);
	}
	expect(fold('short', 60)).toEqual(['short']);
});

test('The cursor of a long text stays in sight, however wide its letters are', () => {
	const chinese = charactersOf('安装高可用集群');
	expect(firstInSight(chinese, 7, 9)).toBe(3);
	expect(firstInSight(chinese, 7, 100)).toBe(0);
	expect(firstInSight(charactersOf('abcdef'), 2, 3)).toBe(0);
});
