import {expect, test} from 'vitest';
import {showProgram} from '../../helpers/walking.tsx';

test('A plan longer than the screen is scrolled, and Esc leads back to its answers', async () => {
	const {start, press, text} = await showProgram(undefined);
	start.send({type: 'mode', mode: 'form'});
	start.send({type: 'drafted', text: Array.from({length: 60}, (_, line) => `line${line}`).join('\n')});
	await press('down', 'down');
	expect(text()).not.toContain('line0');

	await press('escape');
	expect(text()).toContain('Topology');
});
