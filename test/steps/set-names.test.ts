import {expect, test} from 'vitest';
import {hostsBlock, setNames} from '../../steps/set-names.ts';
import {externalPlan, givenFor, labPlan, singlePlan} from '../helpers/plans.ts';
import {runHere, undoOf} from '../helpers/scripts.ts';
import {keepsTheRules} from '../helpers/stage-rules.ts';

keepsTheRules(setNames);

const here = (script: string): string => script.replaceAll('/etc/', './etc/').replaceAll('/var/', './var/');
const [hostname, hostsFile] = setNames.tasks;
const given = givenFor(labPlan, 'm1');

const world = `
	mkdir -p etc
	printf '127.0.0.1\\tlocalhost\\n127.0.1.1\\tm1.example m1\\n' > etc/hosts
`;

test('Every host and the endpoint are in one block, and the name leads to no loopback address', () => {
	const {output} = runHere(`${world}\n${here(hostsFile!.run(given))}\ncat etc/hosts`);

	expect(output).toBe(
		`127.0.0.1	localhost
#kubewalk# 127.0.1.1	m1.example m1
# kubewalk begin
10.77.0.11 m1
10.77.0.12 m2
10.77.0.13 m3
10.77.0.21 w1
10.77.0.22 w2
10.77.0.100 lab-api
# kubewalk end
`,
	);
});

test('Written twice the block is there once, and undo leaves the file as it was', () => {
	const {output} = runHere(
		`${world}\ncp etc/hosts before\n${here(hostsFile!.run(given))}\n${here(hostsFile!.run(given))}\ngrep -c begin etc/hosts\n${here(hostsFile!.check.ask(given))} && echo there\n${here(undoOf(hostsFile!)(given))}\ncmp before etc/hosts && echo same`,
	);

	expect(output).toBe('1\nthere\nsame\n');
});

test('cloud-init is told to leave the file alone', () => {
	const {output} = runHere(
		`${world}\nmkdir -p etc/cloud/cloud.cfg.d\n${here(hostsFile!.run(given))}\ncat etc/cloud/cloud.cfg.d/*`,
	);

	expect(output).toBe('manage_etc_hosts: false\npreserve_hostname: true\n');
});

test('An endpoint that is a name, or a host of its own, has no line', () => {
	expect(hostsBlock(givenFor(externalPlan, 'm1'))).not.toContain('-api');
	expect(hostsBlock(givenFor(singlePlan, 'm1'))).toBe(
		'# kubewalk begin\n10.77.0.11 m1\n10.77.0.21 w1\n# kubewalk end',
	);
});

test('Undo gives the host its former name', () => {
	const {output} = runHere(
		`hostname() { echo localhost; }\nhostnamectl() { echo "hostnamectl $*"; }\n${here(hostname!.run(given))}\n${here(undoOf(hostname!)(given))}`,
	);

	expect(output).toBe('hostnamectl set-hostname m1\nhostnamectl set-hostname localhost\n');
});
