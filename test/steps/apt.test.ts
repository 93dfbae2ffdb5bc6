import {expect, test} from 'vitest';
import {install, isHeld, isInstalled, remove, updateLists} from '../../steps/apt.ts';
import {runHere} from '../helpers/scripts.ts';

const world = (line: string): string => `
	dpkg() { printf 'Package: %s\\nStatus: ${line}\\n' "$2"; }
	apt-mark() { printf 'kubelet\\nkubeadm\\n'; }
`;

test.each([
	['install ok installed', 'yes'],
	['hold ok installed', 'yes'],
	['deinstall ok config-files', 'no'],
])('A package whose status is "%s" is installed: %s', (status, answer) => {
	expect(runHere(`${world(status)} if ${isInstalled('haproxy').bash}; then echo yes; else echo no; fi`).output).toBe(
		`${answer}\n`,
	);
});

const heldAnswer = (name: string): number => runHere(`${world('hold ok installed')} ${isHeld(name).bash}`).exit;

test('A hold is for one package, not for all whose names begin alike', () => {
	expect(heldAnswer('kubelet')).toBe(0);
	expect(heldAnswer('kube')).toBe(1);
});

test("Every call waits for dpkg's lock", () => {
	for (const call of [updateLists, install('a'), remove('a')]) {
		expect(call.bash).toContain('DPkg::Lock::Timeout=120');
	}
});
