import {expect, test} from 'vitest';
import {fold} from '../../source/ui/fold.ts';
import {widthOf} from '../helpers/screen.tsx';

test('A line is cut into rows that fit, and nothing of it is lost', () => {
	for (const line of ['x'.repeat(200), '安装高可用集群 with kubeadm '.repeat(9), '']) {
		const rows = fold(line, 60);
		expect(rows.join('')).toBe(line);
		expect(Math.max(...rows.map(widthOf))).toBeLessThanOrEqual(60);
	}
	expect(fold('short', 60)).toEqual(['short']);
});
