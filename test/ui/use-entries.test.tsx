import {expect, test} from 'vitest';
import {making} from '../helpers/fake-world.ts';
import {walkBook} from '../helpers/walk-book.ts';
import {walking} from '../helpers/walking.tsx';

test('Tasks that the plan does not call for stand on no screen', async () => {
	const [swap, ...others] = walkBook.stages;
	const uncalled = making('uncalled', {when: () => false});
	const book = {...walkBook, stages: [{...swap!, tasks: [...swap!.tasks, uncalled]}, ...others]};
	const {session, press, text} = await walking({book, rows: 30});
	await session.engine.start();
	for (const [key, sign] of [
		['1', 'Keep swap off after reboot'],
		['2', 'Keep swap off after reboot'],
		['6', 'Turn off swap now'],
	] as const) {
		await press(key, 'g');
		expect(text()).toContain(sign);
		expect(text()).not.toContain('uncalled');
	}
});
