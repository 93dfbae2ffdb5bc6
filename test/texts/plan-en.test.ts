import {expect, test} from 'vitest';
import {newPlan, plan, planBook} from '../../source/texts/plan-en.ts';

test('Sentences about trouble name the file and the way out', () => {
	expect(plan.missing('prod.yaml')).toContain('kubewalk new --out prod.yaml');
	expect(newPlan.exists('prod.yaml')).toMatch(/^prod\.yaml is there already; .*--force/);
	expect(planBook.unknownFormat('pdf')).toContain('--format text');
});

test('One host is not hosts', () => {
	expect(planBook.head('demo', '1.36', 1, 'Install')).toContain('1 host.');
});
