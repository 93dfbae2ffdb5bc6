// A learner's shell on simulated hosts: m1, m2, m3 and w1 as far as they are asked for.
import {createLab, type Lab, type LabOptions} from '../../source/transport/lab/lab.ts';

const addresses: Readonly<Record<string, string>> = {
	m1: '10.77.0.11',
	m2: '10.77.0.12',
	m3: '10.77.0.13',
	w1: '10.77.0.21',
};

type Said = {readonly stdout: string; readonly stderr: string; readonly exit: number};

export type LabShell = {
	readonly lab: Lab;
	readonly run: (line: string, host?: string) => Promise<Said>;
	/** What stands on the terminal afterwards, without the last new line. */
	readonly say: (line: string, host?: string) => Promise<string>;
};

export const labHostsOf = (names: readonly string[]): LabOptions['hosts'] =>
	names.map(name => ({name, address: addresses[name]!, role: name.startsWith('m') ? 'control-plane' : 'worker'}));

export const labShell = (names: readonly string[] = ['m1'], more: Partial<LabOptions> = {}): LabShell => {
	const lab = createLab({hosts: labHostsOf(names), ...more});
	const shells = new Map(names.map(name => [name, lab.open(name)]));
	const run = (line: string, host = names[0]!): Promise<Said> => shells.get(host)!.run(line);
	return {
		lab,
		run,
		say: async (line, host) => {
			const {stdout, stderr} = await run(line, host);
			return `${stdout}${stderr}`.replace(/\n$/, '');
		},
	};
};
