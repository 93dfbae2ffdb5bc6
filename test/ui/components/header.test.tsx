import {expect, test} from 'vitest';
import {settle} from '../../helpers/screen.tsx';
import {walking} from '../../helpers/walking.tsx';

test.each([
	['en', 'demo  SIMULATED hosts  Install a highly available cluster', 'session s1 0 s'],
	['zh', 'demo  模拟主机  安装高可用集群', '会话 s1 0 秒'],
] as const)('The first line in %s says which plan, what hosts, which session', async (language, left, right) => {
	const [line] = (await walking({language})).lines();

	expect(line?.startsWith(left)).toBe(true);
	expect(line?.endsWith(right)).toBe(true);
});

test.each([
	['en', 'ann@laptop', 'demo  SIMULATED hosts  watching, ann@laptop has it'],
	['zh', 'ann@laptop', 'demo  模拟主机  旁观中，由 ann@laptop 操作'],
	['en', undefined, 'demo  SIMULATED hosts  watching, nobody has it any more'],
] as const)('Who only looks on is told so in %s, and who has it: %s', async (language, by, left) => {
	const {ui, session, lines} = await walking({language});
	ui.shell.send({type: 'session-opened', session: {...session, watching: () => by}});
	await settle();

	expect(lines()[0]?.startsWith(left)).toBe(true);
});
