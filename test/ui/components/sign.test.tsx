import {expect, test} from 'vitest';
import {Sign} from '../../../source/ui/components/sign.tsx';
import {onScreen} from '../../helpers/on-screen.tsx';

test('A state is a mark that needs no colour', async () => {
	expect((await onScreen(<Sign status="failed" />)).lines()[0]?.trimEnd()).toBe('✗');
	expect((await onScreen(<Sign answer="unknown" of="m1" chosen />)).lines()[0]?.trimEnd()).toBe('?');
});
