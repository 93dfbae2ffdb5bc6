import {expect, test} from 'vitest';
import {kubeletCertificates} from '../../steps/kubelet-certificates.ts';
import {installedLab} from '../helpers/installed-lab.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';

test('Both certificates are read on every host, and said when they have stopped being renewed', async () => {
	const lab = await installedLab();
	const ask = () => lab.open('w1').run(kubeletCertificates.check.ask(givenFor(labPlan, 'w1')));

	const fresh = await ask();
	expect(fresh).toMatchObject({exit: 0, stderr: ''});
	expect(fresh.stdout).toMatch(
		/^client: 36\d days left \(\S+kubelet-client-current\.pem\)\nserving: 36\d days left \(\S+\)\n$/,
	);

	lab.world.now += 340 * 86_400_000;
	const old = await ask();
	expect(old.exit).toBe(1);
	expect(old.stderr).toMatch(/^The kubelet's \w+ certificate \S+ has 2\d days left\.$/m);
});
