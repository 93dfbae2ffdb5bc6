import {Text} from 'ink';
import {expect, test} from 'vitest';
import {StartForm} from '../../../source/ui/components/start-form.tsx';
import {createHolder} from '../../../source/ui/holder.ts';
import {initialStart, reduceStart} from '../../../source/ui/start-state.ts';
import {onScreen} from '../../helpers/on-screen.tsx';
import {settle} from '../../helpers/screen.tsx';

const open = async () => {
	const start = createHolder(reduceStart, initialStart);
	const screen = await onScreen(
		<StartForm start={start}>
			<Text>Which plan?</Text>
		</StartForm>,
		60,
		10,
	);
	return {start, ...screen};
};

test('Below what is asked for stand the problems, and at the bottom the keys', async () => {
	const {start, text, lines} = await open();
	start.send({type: 'refused', problems: ['There is no plan nope.yaml.']});
	await settle();

	expect(text().indexOf('There is no plan')).toBeGreaterThan(text().indexOf('Which plan?'));
	expect(lines().findLast(line => line.trim() !== '')).toContain('Enter');
});

test('While it opens, it says so', async () => {
	const {start, text} = await open();
	expect(text()).not.toContain('Opening');
	start.send({type: 'opening'});
	await settle();

	expect(text()).toContain('Opening');
});
