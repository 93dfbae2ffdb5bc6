import {expect, test} from 'vitest';
import {Scrolled} from '../../../source/ui/components/scrolled.tsx';
import {onScreen} from '../../helpers/on-screen.tsx';

const lines = Array.from({length: 9}, (_, index) => ({tone: 'plain' as const, text: `line ${index + 1}`}));

test('What does not fit is counted, with the key that shows it', async () => {
	const {text} = await onScreen(
		<Scrolled lines={lines} height={5} from={0} action="readOn" scroll={() => undefined} />,
		40,
		6,
	);

	expect(text()).toContain('line 4');
	expect(text()).not.toContain('line 5');
	expect(text()).toContain('Space 5 more below');
});

test('At the end every line is a line of the text', async () => {
	const {text} = await onScreen(
		<Scrolled lines={lines} height={5} from={4} action="readOn" scroll={() => undefined} />,
		40,
		6,
	);

	expect(text()).toContain('line 5');
	expect(text()).toContain('line 9');
	expect(text()).not.toContain('below');
});
