import {expect, test} from 'vitest';
import {walking} from '../../helpers/walking.tsx';

test('What is so shows why it matters, and no commands', async () => {
	const {session, press, text} = await walking({rows: 30});
	await session.engine.start({tasks: ['swap-now']});
	await press('2');

	expect(text()).toContain('m1 ✓ so');
	expect(text()).toContain('Why: Turn off swap now.');
	expect(text()).not.toContain('What makes it so:');
});
