import {expect, test} from 'vitest';
import type {StageProgress} from '../../../source/ui/progress.ts';
import {Stages} from '../../../source/ui/components/stages.tsx';
import {onScreen} from '../../helpers/on-screen.tsx';

const words = (text: string) => ({en: text, zh: text});
const stage = (id: string, status: StageProgress['status'], settled: number): StageProgress => ({
	stage: {id, title: words(`Stage ${id}`), why: words(''), tasks: []},
	status,
	settled,
	total: 3,
});

test('Each stage has its mark and how far it is', async () => {
	const stages = [stage('one', 'done', 3), stage('two', 'failed', 1), stage('three', 'pending', 0)];
	const {lines} = await onScreen(
		<Stages stages={stages} selected="two" width={24} height={5} select={() => undefined} />,
	);

	expect(lines().slice(0, 3)).toEqual(['  ✓ Stage one', '› ✗ Stage two        1/3', '  . Stage three']);
});

test('With more stages than lines the selected one is in sight', async () => {
	const stages = Array.from({length: 30}, (_, index) => stage(String(index), 'pending', 0));
	const {text} = await onScreen(
		<Stages stages={stages} selected="29" width={24} height={5} select={() => undefined} />,
	);

	expect(text()).toContain('› . Stage 29');
	expect(text()).not.toContain('Stage 24');
});
