import {expect, test} from 'vitest';
import {PlanPicture} from '../../../source/ui/components/plan-picture.tsx';
import {formOf} from '../../../source/ui/plan-form.ts';
import {fieldOf} from '../../../source/ui/text-field.ts';
import {onScreen} from '../../helpers/on-screen.tsx';

test('What a host has told stands below it, and an address that is not there yet is asked for by a sign', async () => {
	const form = {...formOf(), controlPlanes: fieldOf('10.0.0.1 10.0.0.2'), workers: fieldOf('10.0.0.9')};
	const looked = [{address: '10.0.0.2', text: 'debian 12 · eth0'}];
	const {lines} = await onScreen(<PlanPicture form={form} looked={looked} width={80} height={9} />);

	expect(lines()[0]).toMatch(/^\? {2}virtual IP/);
	expect(lines()[2]).toMatch(/^m1 +m2/);
	expect(lines()[4]).toMatch(/^ +debian 12 · eth0/);
	expect(lines().join('\n')).toContain('w1 10.0.0.9');
});

test('Where there is room for two lines only, the address and the names of the hosts are there', async () => {
	const form = {...formOf(), controlPlanes: fieldOf('10.0.0.1 10.0.0.2'), workers: fieldOf('db=10.0.0.9')};
	const {lines} = await onScreen(<PlanPicture form={form} looked={[]} width={56} height={2} />);

	expect(lines()[0]).toMatch(/^\? {2}virtual IP/);
	expect(lines()[1]?.trimEnd()).toBe('m1 m2 db');
});
