import {expect, test} from 'vitest';
import {Problems} from '../../../source/ui/components/problems.tsx';
import {onScreen} from '../../helpers/on-screen.tsx';

test('Each problem has its lines, and none can draw over the others', async () => {
	const {lines} = await onScreen(
		<Problems problems={['cluster.yaml:3: twice\nwrite another', 'bad \u001B[2J name']} />,
	);

	expect(lines().slice(0, 3)).toEqual(['cluster.yaml:3: twice', 'write another', 'bad �[2J name']);
});
