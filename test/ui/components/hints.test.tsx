import {expect, test} from 'vitest';
import {Hints} from '../../../source/ui/components/hints.tsx';
import {onScreen} from '../../helpers/on-screen.tsx';

test('Keys and their words stand on one line, in the language of the person', async () => {
	expect((await onScreen(<Hints actions={['stage', 'help']} />, 60, 2)).lines()).toEqual([
		's run the stage  ? help',
		'',
	]);
	expect((await onScreen(<Hints actions={['help']} />, 60, 2, {language: 'zh'})).lines()[0]).toBe('? 帮助');
	expect((await onScreen(<Hints actions={['stage', 'all', 'help']} />, 20, 2)).lines()[1]).toBe('');
});
