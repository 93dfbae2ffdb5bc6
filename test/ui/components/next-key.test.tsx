import {expect, test} from 'vitest';
import {NextKey} from '../../../source/ui/components/next-key.tsx';
import {onScreen} from '../../helpers/on-screen.tsx';

test('The next key says what it will do', async () => {
	expect((await onScreen(<NextKey action="next" label="run “Join” on 2 hosts" />)).lines()[0]).toBe(
		'Enter run “Join” on 2 hosts',
	);
});
