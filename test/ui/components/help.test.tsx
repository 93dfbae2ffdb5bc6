import {expect, test} from 'vitest';
import {textsOf} from '../../../source/texts/texts.ts';
import {actionsIn} from '../../../source/ui/keys.ts';
import {walking} from '../../helpers/walking.tsx';

test.each(['en', 'zh'] as const)(
	'Help in %s shows every key of the walk and every mark at 80 by 24',
	async language => {
		const {press, text} = await walking({language});
		await press('?');
		const texts = textsOf(language);

		for (const action of actionsIn('walk')) expect(text()).toContain(texts.keys[action]);
		for (const word of Object.values(texts.status)) expect(text()).toContain(word);
		await press('?');
		expect(text()).toContain('demo');
	},
);

test('On a small terminal help scrolls', async () => {
	const {press, text} = await walking({columns: 60, rows: 18});
	await press('?');
	expect(text()).not.toContain('leave; nothing is lost');
	for (let turn = 0; turn < 12; turn++) await press('j');
	expect(text()).toContain('leave; nothing is lost');
});
