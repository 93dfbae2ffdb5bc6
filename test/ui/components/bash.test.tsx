import {expect, test} from 'vitest';
import {bashLines} from '../../../source/ui/bash.ts';
import {Bash} from '../../../source/ui/components/bash.tsx';
import {onScreen} from '../../helpers/on-screen.tsx';

const line = bashLines(`curl 'https://10.0.0.1/x' # why`, ['10.0.0.1'])[0]!;

test('A line stays letter by letter, whatever its pieces look like', async () => {
	expect((await onScreen(<Bash line={line} />)).lines()[0]?.trimEnd()).toBe(`curl 'https://10.0.0.1/x' # why`);
	expect((await onScreen(<Bash line={[]} />)).lines()[0]?.trimEnd()).toBe('');
});
