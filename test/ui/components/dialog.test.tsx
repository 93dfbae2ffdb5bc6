import {expect, test} from 'vitest';
import {Dialog} from '../../../source/ui/components/dialog.tsx';
import {Say} from '../../../source/ui/components/say.tsx';
import {onScreen} from '../../helpers/on-screen.tsx';

test('The keys stand at the foot, however little the dialog says', async () => {
	const node = (
		<Dialog title="Really?" actions={['yes', 'no']}>
			<Say>It goes.</Say>
		</Dialog>
	);
	const lines = (await onScreen(node, 40, 8)).lines();

	expect([lines[0], lines[2], lines[7]]).toEqual(['Really?', 'It goes.', 'y yes  n no']);
});
