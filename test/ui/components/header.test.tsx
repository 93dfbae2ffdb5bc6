import {expect, test} from 'vitest';
import {walking} from '../../helpers/walking.tsx';

test.each([
	['en', 'demo  SIMULATED hosts  Install a highly available cluster', 'session s1 0 s'],
	['zh', 'demo  模拟主机  安装高可用集群', '会话 s1 0 秒'],
] as const)('The first line in %s says which plan, what hosts, which session', async (language, left, right) => {
	const [line] = (await walking({language})).lines();

	expect(line?.startsWith(left)).toBe(true);
	expect(line?.endsWith(right)).toBe(true);
});
