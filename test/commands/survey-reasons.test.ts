import {expect, test} from 'vitest';
import {survey} from '../../source/commands/survey.ts';
import type {Explained} from '../../source/commands/survey-reasons.ts';
import {ownHome, printed} from '../helpers/own-home.ts';

ownHome();
const kubewalkSurvey = (options: Partial<Parameters<typeof survey>[0]>) =>
	printed(() => survey({book: 'install', lab: true, ...options}));

test('Whatever is not so comes with its reason and the exact commands, in both languages', async () => {
	const english = (await kubewalkSurvey({lang: 'en'})).stdout;
	expect(english).toMatch(
		/\n {2}Swap off, now\n {4}m1 [^\n]*: Swap is on\.\n {4}why: [^\n]+\n {4}what makes it so on m1:\n(?: {6}[^\n]*\n)*? {6}[^\n]*swapoff/,
	);
	const {stdout} = await kubewalkSurvey({lang: 'zh'});
	expect(stdout).toMatch(/\n {4}原因：[^\n]*\p{Script=Han}[^\n]*\n {4}在 m1 上使其满足的命令：\n {6}\S/u);

	const cells = JSON.parse((await kubewalkSurvey({json: true})).stdout) as readonly Explained[];
	const open = cells.filter(({answer}) => answer !== 'yes');
	expect(open.length).toBeGreaterThan(100);
	for (const {title, why} of open) {
		expect([title?.en, why?.en]).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/\S/)]);
		expect([title?.zh, why?.zh].join()).toMatch(/\p{Script=Han}/u);
	}
	// Either there are commands, or there is what a person has to do.
	const told = open.filter(({fix, advice}) => (fix?.length === 0) === (advice !== undefined));
	expect(open.filter(cell => !told.includes(cell)).map(({task}) => task)).toEqual([]);
	expect(open.find(({task, host}) => task === 'swap-off-now' && host === 'w1')?.fix?.join('\n')).toContain('swapoff');
	expect(cells.filter(({answer}) => answer === 'yes').every(cell => !('why' in cell))).toBe(true);
});
