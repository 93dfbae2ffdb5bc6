import {expect, it} from 'vitest';
import {proveClass} from '../../../steps/addons/prove-class.ts';
import {givenFor, labPlan} from '../../helpers/plans.ts';

it('uses a claim that names the class, in the way of access that it is for', () => {
	const task = proveClass('nfs', 'ReadWriteMany');
	const script = task.run(givenFor(labPlan, 'm1'));
	expect(task.id).toBe('nfs-used');
	expect(script).toContain('storageClassName: nfs');
	expect(script).toContain('- ReadWriteMany');
	expect(script).toContain('/proof/class-nfs');
});
