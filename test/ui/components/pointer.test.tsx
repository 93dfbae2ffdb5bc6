import {expect, test} from 'vitest';
import {Pointer} from '../../../source/ui/components/pointer.tsx';
import {onScreen} from '../../helpers/on-screen.tsx';

test('The selected line has a sign before it, and the others have none', async () => {
	expect((await onScreen(<Pointer here />)).lines()[0]?.trimEnd()).toBe('›');
	expect((await onScreen(<Pointer here={false} />)).lines()[0]?.trim()).toBe('');
});
