import {expect, test} from 'vitest';
import {TooSmall} from '../../../source/ui/components/too-small.tsx';
import {onScreen} from '../../helpers/on-screen.tsx';

test('It asks for room in the person’s language', async () => {
	const {text} = await onScreen(<TooSmall />, 40, 10, {language: 'zh'});

	expect(text().replaceAll('\n', '')).toBe('窗口有点小，请放大到至少 60 列、18 行。正在运行的命令不受影响。');
});
