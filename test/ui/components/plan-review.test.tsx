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

test('A line longer than the screen is shown to its end: what is read is what is written', async () => {
	const {start, text} = await showProgram(undefined, {columns: 60, rows: 20, language: 'zh'});
	start.send({type: 'drafted', text: `# ${'写次版本号表示取它最新的补丁版本'.repeat(3)}完\nname: demo`});

	await expect.poll(text).toContain('完');
	expect(text()).toContain('向下滚动');
});
