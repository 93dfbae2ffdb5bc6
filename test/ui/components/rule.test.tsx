import {Box} from 'ink';
import {expect, test} from 'vitest';
import {Divider, Rule} from '../../../source/ui/components/rule.tsx';
import {onScreen} from '../../helpers/on-screen.tsx';

test('A rule is one line from side to side', async () => {
	expect((await onScreen(<Rule />, 30, 3)).lines()).toEqual(['─'.repeat(30), '', '']);
});

test('A divider is one line from top to bottom, and a space', async () => {
	const {lines} = await onScreen(
		<Box height={3}>
			<Divider />
		</Box>,
		30,
		3,
	);

	expect(lines()).toEqual(['│', '│', '│']);
});
