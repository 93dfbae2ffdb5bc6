import {expect, test} from 'vitest';
import {Rule} from '../../../source/ui/components/rule.tsx';
import {onScreen} from '../../helpers/on-screen.tsx';

test('A rule is one line from side to side', async () => {
	expect((await onScreen(<Rule />, 30, 3)).lines()).toEqual(['─'.repeat(30), '', '']);
});
