import {expect, test} from 'vitest';
import {daemonIsSet, daemonText, restoreDaemon, setDaemon} from '../../steps/docker-config.ts';
import {criDockerdPlan, dockershimPlan, givenFor} from '../helpers/plans.ts';
import {runHere} from '../helpers/scripts.ts';

const hasJq = runHere('command -v jq').exit === 0;

const given = givenFor(criDockerdPlan, 'm1');
const here = (script: string): string => script.replaceAll('/etc/docker', './docker');
const set = here(setDaemon(given).bash);
const isSet = here(daemonIsSet(given).bash);

/** What is in daemon.json after the operator's own settings met ours. */
const mergedWith = (theirs: object): unknown => {
	const {output} = runHere(
		`set -e; mkdir docker; printf '%s' '${JSON.stringify(theirs)}' > docker/daemon.json
		{ ${set}; } >/dev/null; cat docker/daemon.json`,
	);
	return JSON.parse(output);
};

test('A host without settings gets ours whole, and the check agrees without jq', () => {
	const {exit, output} = runHere(`set -e\n! ${isSet}\n${set}\ncommand() { return 1; }\n${isSet}`);

	expect({exit, output}).toEqual({exit: 0, output: daemonText(given)});
	expect(JSON.parse(output)).toEqual({
		'exec-opts': ['native.cgroupdriver=systemd'],
		'log-driver': 'json-file',
		'log-opts': {'max-file': '3', 'max-size': '100m'},
		'storage-driver': 'overlay2',
		'registry-mirrors': ['https://hub.example'],
		'insecure-registries': ['registry.example:5000'],
	});
});

test('Without mirrors in the plan none are written', () => {
	expect(daemonText(givenFor(dockershimPlan, 'm1'))).not.toContain('registr');
});

test.skipIf(!hasJq)("An operator's own settings stay, and win where ours are only a habit (skipped without jq)", () => {
	expect(
		mergedWith({
			bip: '10.1.0.1/16',
			'exec-opts': ['native.cgroupdriver=cgroupfs', 'other=1'],
			'log-opts': {'max-size': '10m'},
			'storage-driver': 'btrfs',
			'registry-mirrors': ['https://own.example', 'https://hub.example'],
		}),
	).toEqual({
		bip: '10.1.0.1/16',
		'exec-opts': ['other=1', 'native.cgroupdriver=systemd'],
		'log-driver': 'json-file',
		'log-opts': {'max-file': '3', 'max-size': '10m'},
		'storage-driver': 'btrfs',
		'registry-mirrors': ['https://hub.example', 'https://own.example'],
		'insecure-registries': ['registry.example:5000'],
	});
});

test.skipIf(!hasJq)('Limits for log files are not given to another log driver (skipped without jq)', () => {
	expect(mergedWith({'log-driver': 'journald'})).not.toHaveProperty('log-opts');
});

test.skipIf(!hasJq)(
	'What was merged is found to be so, and the file that was there comes back (skipped without jq)',
	() => {
		const {exit, output} = runHere(
			`set -e; mkdir docker; echo '{"bip": "10.1.0.1/16"}' > docker/daemon.json
		! ${isSet}
		{ ${set}; } >/dev/null
		${isSet}
		{ ${set}; } >/dev/null
		${here(restoreDaemon.bash)}
		cat docker/*`,
		);

		expect({exit, output}).toEqual({exit: 0, output: '{"bip": "10.1.0.1/16"}\n'});
	},
);

test('Where there was no file, none is left', () => {
	const {exit, output} = runHere(`set -e\n{ ${set}; } >/dev/null\n${here(restoreDaemon.bash)}\nls docker`);

	expect({exit, output}).toEqual({exit: 0, output: ''});
});

test.skipIf(!hasJq)('A file that is no JSON is left as it is, with a sentence (skipped without jq)', () => {
	const {exit, output} = runHere(
		`set -e; mkdir docker; echo '{' > docker/daemon.json; trap 'cat docker/daemon.json' EXIT; ${set}`,
	);

	expect(exit).toBe(1);
	expect(output).toContain('daemon.json is not valid JSON: correct it, then run this task again.');
	expect(output.startsWith('{\n')).toBe(true);
});

test('Without jq and without a way to get it, the way out is said', () => {
	const {exit, output} = runHere(
		`mkdir docker; echo '{"bip": "x"}' > docker/daemon.json; command() { return 1; }; apt-get() { return 1; }; ${set}`,
	);

	expect(exit).toBe(1);
	expect(output).toContain('jq is needed to add to the settings in');
});
