import {expect, test} from 'vitest';
import {Hints} from '../../../source/ui/components/hints.tsx';
import {onScreen} from '../../helpers/on-screen.tsx';

test('Keys and their words stand on one line, in the language of the person', async () => {
	expect((await onScreen(<Hints actions={['stage', 'help']} />, 60, 2)).lines()).toEqual([
		's run the stage  ? help',
		'',
	]);
	expect((await onScreen(<Hints actions={['help']} />, 60, 2, {language: 'zh'})).lines()[0]).toBe('? 帮助');
});

test('Where there is no room for all, help and the way out stay, and no key is shown by half', async () => {
	const survey = ['goToFix', 'askSurvey', 'onlyOpen', 'leaveList', 'help', 'quit'] as const;
	const shown = async (columns: number) => (await onScreen(<Hints actions={survey} />, columns, 2)).lines();

	expect(await shown(80)).toEqual([
		'Enter to what makes it so  r ask again  o only what is not so  Esc back  ? help',
		'',
	]);
	expect(await shown(60)).toEqual(['Enter to what makes it so  r ask again  Esc back  ? help', '']);
	expect(await shown(20)).toEqual(['Esc back  ? help', '']);
	expect((await onScreen(<Hints actions={survey} />, 60, 2, {language: 'zh'})).lines()[0]).toBe(
		'Enter 转到修复它的任务  r 重新检查  Esc 返回  ? 帮助',
	);
});
