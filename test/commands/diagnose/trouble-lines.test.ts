import {expect, test} from 'vitest';
import {troubleLines} from '../../../source/commands/diagnose/trouble-lines.ts';
import {bundleOf} from '../../helpers/declared.ts';

test('Lines that read like trouble are shown with their command, the last three of each', () => {
	expect(
		troubleLines(
			bundleOf(['a# x', 'ok', 'Error 1', 'failed 2', 'cannot 3', '连接超时 4'], ['b# y', 'all is well']),
		),
	).toEqual([{host: 'a', command: 'x', lines: ['failed 2', 'cannot 3', '连接超时 4']}]);
});
