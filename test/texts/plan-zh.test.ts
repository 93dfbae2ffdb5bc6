import {expect, test} from 'vitest';
import {newPlan, plan, planBook, planFile} from '../../source/texts/plan-zh.ts';

test('Every sentence about plans is Chinese, and keeps the flags as they are typed', () => {
	for (const text of [...Object.values(planFile), newPlan.noHosts, newPlan.oneEndpoint, planBook.noOut]) {
		expect(text).toMatch(/\p{Script=Han}/u);
	}
	expect(plan.missing('prod.yaml')).toContain('kubewalk new --out prod.yaml');
	expect(planBook.written('out', 6)).toContain('bash out/install.sh');
});
