import {expect, test} from 'vitest';
import {Why} from '../../../source/ui/components/why.tsx';
import {entriesOf} from '../../../source/ui/progress.ts';
import {createFakeWorld} from '../../helpers/fake-world.ts';
import {onScreen} from '../../helpers/on-screen.tsx';
import {openBook} from '../../helpers/walking.tsx';

const [entry] = entriesOf(openBook(createFakeWorld()).engine);

test.each([
	['en', ['Why: Turn off swap now.', '', 'Turn off swap: The kubelet does not start with swap on.']],
	['zh', ['原因：立即关闭交换分区。', '', '关闭交换分区：开着交换分区时 kubelet 无法启动。']],
] as const)('The task’s reason stands above its stage’s in %s', async (language, lines) => {
	const screen = await onScreen(<Why entry={entry!} height={5} withStage />, 80, 6, {language});

	expect(screen.lines().slice(0, 3)).toEqual(lines);
});
